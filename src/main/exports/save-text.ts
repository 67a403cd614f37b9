import type { MethodOutput } from '../../contract/ipc.ts';
import type { ChooseFile } from './save-file.ts';

/** Saves text where the person says, whole or not at all. Throws `Failure` only. */
export async function saveText(
  chooseFile: ChooseFile,
  { text, suggested_name }: { readonly text: string; readonly suggested_name: string },
): Promise<MethodOutput<'files.save_text'>> {
  const target = await chooseFile(suggested_name);
  if (target === null) return { saved: false };
  try {
    await target.write(new TextEncoder().encode(text));
    return { saved: true, ...(await target.finish()) };
  } catch (error) {
    await target.discard();
    throw error;
  }
}
