import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The text of a PDF file, page by page. Its pages are left as pictures under `name`, for people to look at. */
export function readPdf(bytes: Buffer, name: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'steward-pdf-'));
  const pictures = join(process.env.OUT ?? 'test-results', 'pictures');
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    mkdirSync(pictures, { recursive: true });
    execFileSync('pdftoppm', ['-png', '-r', '80', '-l', '3', file, join(pictures, name)]);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
