import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../lib/testing/fixtures.ts';

export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Issued {
  /** A certificate for a name, from this authority. */
  issue(name: string, days?: number): Promise<Issued>;
}

const openssl = (args: readonly string[], cwd: string) => execFileSync('openssl', args, { cwd, stdio: 'ignore' });

/** A certificate authority of a test's own, made by OpenSSL. */
export async function makeAuthority(name = 'Example Corp Root CA'): Promise<Authority> {
  const folder = await temporaryFolder();
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const root = ['req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', '-subj', `/CN=${name}`];
  openssl(root, folder);
  return {
    cert: await read('ca.pem'),
    key: await read('ca.key'),
    issue: async (host, days = 10) => {
      const address = /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`;
      await writeFile(join(folder, 'ext'), `subjectAltName=${address}\nbasicConstraints=critical,CA:FALSE\n`);
      openssl(['req', ...key, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/CN=${host}`], folder);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days)];
      openssl(['x509', '-req', '-in', 'leaf.csr', ...signed, '-out', 'leaf.pem', '-extfile', 'ext'], folder);
      return { cert: await read('leaf.pem'), key: await read('leaf.key') };
    },
  };
}
