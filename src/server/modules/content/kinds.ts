import type { ContentKind, contentRoutes } from '../../../contract/api/content.ts';
import type { AuditEventName } from '../../../contract/audit-events.ts';

/** The routes of any kind: their bodies and answers are keyed by the kind's own name. */
export type ContentRoutes = ReturnType<typeof contentRoutes<ContentKind>>;

export interface KindText {
  /** What one is called, in the log and in stars. */
  readonly one: 'model' | 'workflow' | 'dataset' | 'input' | 'module';
  readonly created: AuditEventName;
  readonly updated: AuditEventName;
  readonly deleted: AuditEventName;
}

export const KINDS: Readonly<Record<ContentKind, KindText>> = {
  models: { one: 'model', created: 'MODEL_CREATE', updated: 'MODEL_UPDATE', deleted: 'MODEL_DELETE' },
  workflows: { one: 'workflow', created: 'WORKFLOW_CREATE', updated: 'WORKFLOW_UPDATE', deleted: 'WORKFLOW_DELETE' },
  datasets: { one: 'dataset', created: 'DATASET_CREATE', updated: 'DATASET_UPDATE', deleted: 'DATASET_DELETE' },
  inputs: { one: 'input', created: 'INPUT_CREATE', updated: 'INPUT_UPDATE', deleted: 'INPUT_DELETE' },
  modules: { one: 'module', created: 'MODULE_CREATE', updated: 'MODULE_UPDATE', deleted: 'MODULE_DELETE' },
};

/** What can be starred: an input is one of a hundred thousand and has no star. */
export const STARRED_KINDS = ['model', 'workflow', 'dataset', 'module'] as const;
export type StarredKind = (typeof STARRED_KINDS)[number];
export const contentKindOf = (kind: StarredKind): ContentKind => `${kind}s`;
export const isStarred = (kind: KindText['one']): kind is StarredKind =>
  (STARRED_KINDS as readonly string[]).includes(kind);
