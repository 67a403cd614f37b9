import type { MethodInput, MethodOutput } from '../../contract/ipc.ts';
import type { ChooseFile } from './save-file.ts';

/** Saves a text where the person says, whole or not at all. Throws `Failure` only. */
export async function saveText(
  { chooseFile }: { readonly chooseFile: ChooseFile },
  { suggested_name, text }: MethodInput<'files.save_text'>,
): Promise<MethodOutput<'files.save_text'>> {
  const target = await chooseFile(suggested_name);
  if (target === null) return { saved: false };
  try {
    await target.write(Buffer.from(text));
    return { saved: true, ...(await target.finish()) };
  } catch (error) {
    await target.discard();
    throw error;
  }
}
