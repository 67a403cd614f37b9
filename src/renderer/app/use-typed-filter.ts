import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import type { Organization } from '../../contract/api/organizations.ts';
import { matcher } from '../lib/text-match.ts';

/** Up to this many, the menu's own type-ahead finds them; with more, typing narrows the list. */
const WITHOUT_FILTER = 7;

export function matchingOrganizations(organizations: readonly Organization[], filter: string): readonly Organization[] {
  const matches = matcher(filter);
  return organizations.filter(({ id, name }) => matches(`${name} ${id}`));
}

const isText = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

/** Typing in the open menu narrows its organizations; a menu may not hold a text field. */
export function useTypedFilter(organizations: readonly Organization[], list: RefObject<HTMLElement | null>) {
  const [filter, setFilter] = useState('');
  const canFilter = organizations.length > WITHOUT_FILTER;
  const matches = useMemo(() => matchingOrganizations(organizations, filter), [organizations, filter]);
  useEffect(() => {
    // What had the focus may be filtered away; the first match is what Enter should open.
    if (filter !== '') list.current?.querySelector<HTMLElement>('[data-organization]')?.focus();
  }, [filter, list]);

  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!canFilter) return;
    const types = isText(event) && (event.key !== ' ' || filter !== '');
    const erases = event.key === 'Backspace' && filter !== '';
    if (!types && !erases) return;
    event.preventDefault();
    event.stopPropagation();
    setFilter((old) => (types ? old + event.key : old.slice(0, -1)));
  };
  // The menu listens for Escape before any key handler: here it can be kept open.
  const onEscapeKeyDown = (event: globalThis.KeyboardEvent) => {
    if (filter === '') return;
    event.preventDefault();
    setFilter('');
  };
  return { filter, matches, canFilter, onKeyDownCapture, onEscapeKeyDown };
}
