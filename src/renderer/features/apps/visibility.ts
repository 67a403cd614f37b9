import { Building2, Globe, Lock, type LucideIcon } from 'lucide-react';

interface VisibilityText {
  readonly value: 10 | 30 | 50;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly hint: string;
}

const TEXTS: readonly [VisibilityText, VisibilityText, VisibilityText] = [
  { value: 10, name: 'Private', icon: Lock, hint: 'Only those whom a role, a team or a collaboration lets in.' },
  { value: 30, name: 'Organization', icon: Building2, hint: 'Every member of the organization can read its content.' },
  { value: 50, name: 'Public', icon: Globe, hint: 'Everybody on this platform can read its content.' },
];

/** What a visibility means; what this version does not know is shown as private. */
export const visibilityText = (gettable: number): VisibilityText =>
  TEXTS.find(({ value }) => value === gettable) ?? TEXTS[0];

/** The choices for something of an organization, or of a person, who has no members to show it to. */
export const visibilityOptions = (ofOrganization: boolean) =>
  TEXTS.filter(({ value }) => ofOrganization || value !== 30).map(({ value, name }) => ({
    value: String(value),
    label: name,
  }));

/** A chosen value as the API takes it. */
export const chosenVisibility = (value: string): { gettable: 10 | 30 | 50 } => ({
  gettable: visibilityText(Number(value)).value,
});
