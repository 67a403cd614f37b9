import { VisuallyHidden } from './visually-hidden.tsx';

/** A dash in place of a number, with the reason for pointers and screen readers. */
export const NoValue = ({ reason }: { readonly reason: string }) => (
  <span className="text-muted" title={reason}>
    <span aria-hidden>–</span>
    <VisuallyHidden>{reason}</VisuallyHidden>
  </span>
);
