import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../lib/logger.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { openCertificates, parseAuthorities } from './certificates.ts';
import { makeAuthority } from './testing/authority.ts';

test('an authority is kept over a restart, once, and is gone when removed', async () => {
  const folder = await temporaryFolder();
  const authority = await makeAuthority();
  const store = await openCertificates(folder, silentLogger);
  await store.add(`Some words before.\n${authority.cert}`);
  await store.add(authority.cert);
  const again = await openCertificates(folder, silentLogger);
  const listed = again.list();
  expect(listed).toMatchObject([{ subject: 'Example Corp Root CA' }]);
  expect(listed[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(await again.remove(listed[0]?.fingerprint ?? '')).toEqual([]);
  expect((await openCertificates(folder, silentLogger)).list()).toEqual([]);
});

test('what is no certificate of an authority is refused with the reason, and nothing is kept', async () => {
  const folder = await temporaryFolder();
  const store = await openCertificates(folder, silentLogger);
  const authority = await makeAuthority();
  const leaf = await authority.issue('server.example');
  const cases = [
    ['', /no certificate in PEM/],
    ['not a certificate', /no certificate in PEM/],
    [leaf.cert, /“server.example” is the certificate of a server/],
    [`${authority.cert}\n${authority.key}`, /private key/],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /cannot be read/],
    [authority.cert.repeat(21), /more than 20/],
    [`${authority.cert}${leaf.cert}`, /certificate of a server/],
  ] as const;
  for (const [text, reason] of cases) await expect(store.add(text), String(reason)).rejects.toThrow(reason);
  expect(() => parseAuthorities(authority.cert, new Date('2126-01-01'))).toThrow(/has expired/);
  expect(store.list()).toEqual([]);
  await expect(readFile(join(folder, 'certificates.json'))).rejects.toThrow();
});
