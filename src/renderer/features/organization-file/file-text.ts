import { Document, isMap, isScalar, type Pair, type Scalar } from 'yaml';
import type { OrganizationDocument } from '../../../contract/organization-file/document.ts';

const HEAD = [
  ' An organization as Steward writes it. Steward compares it with what is there and shows each change before it is made.',
  ' A section that is left out stays as it is. A team, a silo or a label that a section does not name is taken away, and',
  ' only where that is chosen. People are not in this file, and nothing of it is secret.',
].join('\n');

const SECTIONS: Partial<Record<keyof OrganizationDocument, string>> = {
  organization: ' In another organization these three lines are not compared.',
  roles: ' What each built-in role may do. For reading: roles cannot be changed by a file.',
  password_policy: ' null: the rule does not hold.',
  token_rules: ' Tokens that break these rules are kept out of the organization.',
  labels: ' The compliance labels of each app that bears any.',
  teams: ' The permission of each app in the team; "default" is the team’s own.',
  silos: ' The members of these teams reach only apps that bear all of the labels.',
};

const keyOf = ({ key }: Pair): Scalar | null => (isScalar(key) ? key : null);

/** An organization as text: the same organization is the same text, so that two exports can be compared line by line. */
export function writeFileText(document: OrganizationDocument): string {
  // What older readers of YAML take for a boolean or a number is quoted: an app may be called "no" or "007".
  const yaml = new Document(document, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  yaml.commentBefore = HEAD;
  if (!isMap(yaml.contents)) throw new Error('an organization is a map');
  for (const pair of yaml.contents.items) {
    const key = keyOf(pair);
    const comment = SECTIONS[key?.value as keyof OrganizationDocument];
    if (key === null || comment === undefined) continue;
    key.spaceBefore = true;
    key.commentBefore = comment;
  }
  return yaml.toString({ lineWidth: 0 });
}
