import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, fileBelow, pageFile } from './page-files.ts';

let folder = '';
let root = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-page-'));
  root = join(folder, 'page');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(root, 'index.html'), '<p>page</p>');
  await writeFile(join(root, 'assets', 'a.js'), 'script');
  await symlink(join(folder, 'secret.js'), join(root, 'assets', 'link.js'));
});

afterAll(() => rm(folder, { recursive: true }));

const textOf = async (path: string) => (await pageFile(root, path)).body.toString();

test('files are served with their type, and the page for paths of its history', async () => {
  expect(await pageFile(root, '/assets/a.js')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=31536000, immutable' },
  });
  for (const path of ['/', '/index.html', '/organizations/radiology/members'])
    expect(await textOf(path), path).toBe('<p>page</p>');
});

test('every answer has the content security policy', async () => {
  for (const path of ['/', '/assets/a.js', '/assets/none.js', '/%'])
    expect((await pageFile(root, path)).headers['content-security-policy'], path).toBe(CONTENT_SECURITY_POLICY);
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self';");
});

test.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/%2e%2e%2fsecret.js',
  '/..\\secret.js',
  '/assets/%5c..%5c..%5csecret.js',
  '/assets/a.js%00.html',
  '/%',
  '/assets/link.js',
  '/assets/missing.js',
])('%s leads nowhere', async (path) => {
  expect((await pageFile(root, path)).status).toBe(404);
});

test('a path that looks absolute stays below the folder', () => {
  expect(fileBelow('/root', '//etc/passwd')).toBe('/root/etc/passwd');
  expect(fileBelow('/root', '/')).toBe('/root');
  expect(fileBelow('/root', '/../rootless/x')).toBeUndefined();
});
