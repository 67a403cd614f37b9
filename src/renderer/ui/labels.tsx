import { Badge } from './badge.tsx';

/** Compliance labels in a line; as many as there is room for, all of them in the tooltip. */
export function Labels({ labels }: { readonly labels: readonly string[] }) {
  if (labels.length === 0) return <span className="text-muted">None</span>;
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden" title={labels.join(', ')}>
      {labels.map((label) => (
        <Badge key={label} tone="blue">
          {label}
        </Badge>
      ))}
    </span>
  );
}
