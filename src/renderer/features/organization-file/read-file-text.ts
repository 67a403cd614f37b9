import { isCollection, isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import {
  contradictions,
  type DocumentProblem,
  type OrganizationDocument,
  organizationDocument,
} from '../../../contract/organization-file/document.ts';

/** Something in a file that cannot be: where, and why. */
export interface FileProblem {
  /** From 1. */
  readonly line: number;
  /** `teams.3.apps.chest-xray`; empty for what is no part of the document, such as a missing quote. */
  readonly path: string;
  readonly message: string;
}

export type ReadFile =
  | { readonly ok: true; readonly document: OrganizationDocument }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** More than this is no list that somebody corrects by hand. */
const MOST_PROBLEMS = 100;

type Yaml = ReturnType<typeof parseDocument<ParsedNode>>;
type Path = readonly PropertyKey[];

const TYPES: Readonly<Record<string, string>> = {
  string: 'must be a text; put quotes around it',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have fields of its own',
  record: 'must have fields of its own',
};

/** What zod says, in words of a file. */
function problemsOf(issue: z.core.$ZodIssue): { path: Path; message: string; ofKey: boolean }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not known here', ofKey: true }));
  if (issue.code === 'invalid_key')
    return [{ path: issue.path, message: issue.issues[0]?.message ?? 'is not a valid name', ofKey: true }];
  const missing = issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
  const type = issue.code === 'invalid_type' ? TYPES[issue.expected] : undefined;
  const values = issue.code === 'invalid_value' && issue.values.length > 1;
  const own = values ? `must be one of ${issue.values.join(', ')}` : issue.message;
  return [{ path: issue.path, message: missing ? 'is missing' : (type ?? own), ofKey: false }];
}

/** The key or the value at a path, or what is nearest above it. */
function nodeAt(yaml: Yaml, path: Path, ofKey: boolean): Node | null {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  if (last === undefined) return yaml.contents;
  const holder = parent.length === 0 ? yaml.contents : (yaml.getIn(parent, true) as Node | undefined);
  if (isMap(holder)) {
    const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    const key = pair?.key as Node | undefined;
    const value = pair?.value as Node | undefined;
    const found = ofKey ? key : (value ?? key);
    if (found !== undefined) return found;
  }
  const found = isCollection(holder) ? (holder.get(last, true) as Node | undefined) : undefined;
  return found ?? nodeAt(yaml, parent, false);
}

/** What YAML can say and this file does not: anchors, and names that are no text. */
function unwanted(yaml: Yaml): { node: Node; message: string }[] {
  const found: { node: Node; message: string }[] = [];
  visit(yaml, {
    Alias: (_, node) => void found.push({ node, message: 'refers to another place: write it out' }),
    Pair: (_, { key }) => {
      if (isScalar(key) && typeof key.value !== 'string')
        found.push({ node: key, message: `put quotes around ${key.source ?? String(key.value)}` });
    },
  });
  return found;
}

const pathText = (path: Path): string => path.map(String).join('.');

/** Reads an organization's file and checks it whole; every problem is named by its line and its path. */
export function readFileText(text: string): ReadFile {
  const lines = new LineCounter();
  const yaml = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const lineOf = (node: Node | null) => lineAt(node?.range?.[0] ?? 0);
  const refuse = (problems: FileProblem[]): ReadFile => ({
    ok: false,
    problems: problems.toSorted((one, other) => one.line - other.line).slice(0, MOST_PROBLEMS),
  });

  const syntax = [...yaml.errors, ...yaml.warnings];
  if (syntax.length > 0) return refuse(syntax.map(({ pos, message }) => ({ line: lineAt(pos[0]), path: '', message })));
  if (yaml.contents === null) return refuse([{ line: 1, path: '', message: 'The file is empty' }]);
  const strange = unwanted(yaml);
  if (strange.length > 0)
    return refuse(strange.map(({ node, message }) => ({ line: lineOf(node), path: '', message })));

  const parsed = organizationDocument.safeParse(yaml.toJS(), { reportInput: true });
  if (!parsed.success)
    return refuse(
      parsed.error.issues.flatMap(problemsOf).map(({ path, message, ofKey }) => ({
        line: lineOf(nodeAt(yaml, path, ofKey)),
        path: pathText(path),
        message,
      })),
    );
  const wrong: DocumentProblem[] = contradictions(parsed.data);
  if (wrong.length === 0) return { ok: true, document: parsed.data };
  return refuse(
    wrong.map(({ path, message }) => ({ line: lineOf(nodeAt(yaml, path, false)), path: pathText(path), message })),
  );
}
