import { CircleCheck, CircleDashed, CircleSlash, Clock, TriangleAlert } from 'lucide-react';
import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import { Badge } from '../../ui/badge.tsx';

const STATES = {
  draft: { tone: 'neutral', icon: CircleDashed, word: 'Draft' },
  open: { tone: 'blue', icon: Clock, word: 'Open' },
  paid: { tone: 'green', icon: CircleCheck, word: 'Paid' },
  void: { tone: 'neutral', icon: CircleSlash, word: 'Void' },
} as const;

/** Where an invoice stands; what is past its day says so. */
export function InvoiceState({ status, overdue }: Pick<InvoiceSummary, 'status' | 'overdue'>) {
  if (overdue)
    return (
      <Badge tone="red" icon={TriangleAlert}>
        Overdue
      </Badge>
    );
  const { tone, icon, word } = STATES[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
