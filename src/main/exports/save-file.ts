import type { MethodOutput } from '../../contract/ipc.ts';
import type { ApiClient, DownloadCall } from '../api-client/api-client.ts';
import type { FileTarget } from './file-target.ts';

/** Asks where a file goes. Null where the person changed their mind. */
export type ChooseFile = (suggestedName: string) => Promise<FileTarget | null>;

interface SaveParts {
  readonly api: Pick<ApiClient, 'download'>;
  readonly chooseFile: ChooseFile;
}

/** Saves a download of the API where the person says, whole or not at all. Throws `Failure` only. */
export async function saveFile(
  { api, chooseFile }: SaveParts,
  call: DownloadCall & { readonly suggested_name: string },
): Promise<MethodOutput<'files.save'>> {
  const target = await chooseFile(call.suggested_name);
  if (target === null) return { saved: false };
  try {
    const chunks = await api.download(call);
    // The next part is only asked for once this one is written.
    for await (const chunk of chunks) await target.write(chunk);
    return { saved: true, ...(await target.finish()) };
  } catch (error) {
    await target.discard();
    throw error;
  }
}
