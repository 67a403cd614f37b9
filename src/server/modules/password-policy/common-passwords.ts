let list: Promise<ReadonlySet<string>> | null = null;

/** The common passwords, most of them in lower case; read when they are first needed, and kept. */
export const commonPasswords = (): Promise<ReadonlySet<string>> => {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((text) => text.toLowerCase())),
  );
  return list;
};
