/** An app in a table: its name, and its id in the same line. */
export const AppNameCell = ({ name, id }: { name: string; id: string }) => (
  <span className="truncate" title={`${name} · ${id}`}>
    <bdi className="font-medium">{name}</bdi> <span className="font-mono text-muted text-xs">{id}</span>
  </span>
);
