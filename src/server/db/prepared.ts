/** So many statements at most are kept prepared on each connection: more than the server's operations have. */
export const MOST_PREPARED = 400;

/**
 * Names for the statements that come again, from their second time on; undefined for one that is sent as it is. The
 * database parses and plans a named one once for a connection and not once for a request: to plan who somebody is takes
 * it four times as long as to answer.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const once = new Set<string>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size === MOST_PREPARED) return name;
    if (!once.delete(text)) {
      if (once.size === MOST_PREPARED) once.clear();
      once.add(text);
      return undefined;
    }
    const made = `steward_${names.size}`;
    names.set(text, made);
    return made;
  };
}
