import type { KeyObject } from 'node:crypto';
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
// The package's own entry makes an updater, and wants Electron, as soon as it is looked at.
import {
  Provider,
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js';
import { isSigned } from './feed.ts';

export interface SignedFeedOptions {
  readonly provider: 'custom';
  readonly updateProvider: typeof SignedProvider;
  readonly url: string;
  readonly key: KeyObject;
}

/** Thrown where the list of versions is not signed by the key that the app came with. */
export class NotSigned extends Error {
  readonly code = 'STEWARD_NOT_SIGNED';
}

const CHANNEL = 'latest';

/**
 * A folder on a web server with `latest*.yml`, as electron-builder writes it, and its Ed25519 signature beside it. The
 * list holds the SHA-512 of each installer, which is checked after the download, so that the one signature covers all.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #options: SignedFeedOptions;
  readonly #base: URL;

  constructor(options: SignedFeedOptions, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.#options = options;
    this.#base = new URL(options.url.endsWith('/') ? options.url : `${options.url}/`);
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const file = `${this.getCustomChannelName(CHANNEL)}.yml`;
    const url = new URL(file, this.#base);
    const text = (await this.httpRequest(url)) ?? '';
    const signature = (await this.httpRequest(new URL(`${file}.sig`, this.#base))) ?? '';
    if (!isSigned(text, signature, this.#options.key)) throw new NotSigned('The list of versions is not signed.');
    return parseUpdateInfo(text, file, url);
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.#base);
  }
}
