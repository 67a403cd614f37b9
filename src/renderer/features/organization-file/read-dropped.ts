/** More than an organization of thousands of teams needs. */
const MAX_BYTES = 8 * 1024 * 1024;
const TYPES = /\.ya?ml$/i;

/** The text of the one file that was given. Throws with a sentence that says why it was not taken. */
export async function readYamlFile(files: readonly File[]): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error('Give one file at a time.');
  if (!TYPES.test(file.name))
    throw new Error(`“${file.name}” is not a YAML file: its name ends with neither .yaml nor .yml.`);
  if (file.size > MAX_BYTES) throw new Error(`“${file.name}” is larger than 8 MB.`);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error(`“${file.name}” could not be read. Is it still there?`);
  });
  try {
    return { name: file.name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Error(`“${file.name}” is not text in UTF-8.`);
  }
}
