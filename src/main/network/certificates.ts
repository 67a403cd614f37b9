import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Certificate } from '../../contract/ipc.ts';
import { clock } from '../lib/clock.ts';
import { failure } from '../lib/failure.ts';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

/** The certificate authorities of a company's own that main trusts beside the public ones. */
export interface CertificateStore {
  list(): Certificate[];
  /** As PEM, for TLS. */
  pems(): readonly string[];
  /** Throws `Failure` invalid, saying what is wrong with the file. */
  add(pem: string): Promise<Certificate[]>;
  remove(fingerprint: string): Promise<Certificate[]>;
}

const MAX = 20;
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

const schema = z.object({ version: z.literal(1), pems: z.array(z.string()).max(MAX) });

const invalid = (message: string) => failure('invalid', message, { details: [{ field: 'pem', message }] });

/** The certificate authorities in a PEM text. Throws `Failure` invalid where it is not exactly that. */
export function parseAuthorities(text: string, now: Date = clock.date()): X509Certificate[] {
  if (text.includes('PRIVATE KEY')) throw invalid('This file holds a private key. Choose the certificate alone.');
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0) throw invalid('This is no certificate in PEM format.');
  if (blocks.length > MAX) throw invalid(`This file holds more than ${MAX} certificates.`);
  return blocks.map((block) => {
    let certificate: X509Certificate;
    try {
      certificate = new X509Certificate(block);
    } catch {
      throw invalid('A certificate in this file cannot be read.');
    }
    const subject = nameOf(certificate);
    if (!certificate.ca)
      throw invalid(
        `“${subject}” is the certificate of a server, not of an authority. Ask for the one that signed it.`,
      );
    if (new Date(certificate.validTo) < now) throw invalid(`“${subject}” has expired.`);
    return certificate;
  });
}

/** "Example Corp Root CA", or the whole subject where there is no common name. */
function nameOf({ subject }: X509Certificate): string {
  const text = subject ?? '';
  return (/^CN=(.+)$/m.exec(text)?.[1] ?? text.replaceAll('\n', ', ')).slice(0, 200);
}

const present = (certificate: X509Certificate): Certificate => ({
  fingerprint: certificate.fingerprint256,
  subject: nameOf(certificate),
  valid_to: new Date(certificate.validTo).toISOString(),
});

/** Reads certificates.json in the data folder; it holds public certificates only. */
export async function openCertificates(dataDir: string, log: Logger): Promise<CertificateStore> {
  const path = join(dataDir, 'certificates.json');
  const file = createJsonFile({ path, schema, initial: { version: 1 as const, pems: [] }, log });
  const read = (pem: string): X509Certificate[] => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      log.warn({}, 'a kept certificate cannot be read');
      return [];
    }
  };
  let trusted = (await file.read()).pems.flatMap(read);
  const keep = async (next: X509Certificate[]) => {
    await file.write({ version: 1, pems: next.map(String) });
    trusted = next;
    return trusted.map(present);
  };
  return {
    list: () => trusted.map(present),
    pems: () => trusted.map(String),
    add: async (pem) => {
      const known = new Map([...trusted, ...parseAuthorities(pem)].map((each) => [each.fingerprint256, each]));
      if (known.size > MAX) throw invalid(`There can be ${MAX} certificates. Remove one first.`);
      return keep([...known.values()]);
    },
    remove: (fingerprint) => keep(trusted.filter((certificate) => certificate.fingerprint256 !== fingerprint)),
  };
}
