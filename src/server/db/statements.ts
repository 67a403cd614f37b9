/** Splits at semicolons that end a line outside of `$$`, since a prepared statement holds one command. */
export function statements(text: string): string[] {
  const parts = text.split('$$');
  let found = [''];
  for (const [index, part] of parts.entries()) {
    const last = found.pop() ?? '';
    if (index % 2 === 1) found.push(`${last}$$${part}$$`);
    else {
      const [first = '', ...rest] = part.split(';\n');
      found = [...found, last + first, ...rest];
    }
  }
  return found.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
