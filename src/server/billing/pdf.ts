import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.d.ts';

interface PdfMake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  setLocalAccessPolicy(allow: (path: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Buffer> };
}

let loaded: PdfMake | null = null;

/** The library with its own fonts and nothing else: no file and no address that a document could name is read. */
function load(): PdfMake {
  if (loaded !== null) return loaded;
  const require = createRequire(import.meta.url);
  const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
  const font = (name: string): string => join(fonts, `Roboto-${name}.ttf`);
  const pdfmake = require('pdfmake') as PdfMake;
  pdfmake.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  loaded = pdfmake;
  return pdfmake;
}

/** A document as the bytes of a PDF file. The library is loaded when the first one is made. */
export const renderPdf = (definition: TDocumentDefinitions): Promise<Uint8Array> =>
  load().createPdf(definition).getBuffer();
