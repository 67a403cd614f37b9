import { z } from 'zod';
import { abilities, flag, id, line, newId, pageQuery, search, time } from '../common.ts';
import type { AppAction } from '../permissions.ts';
import { defineRoute } from '../route.ts';
import { appParams } from './apps.ts';
import { visibility } from './users.ts';

export const contentKinds = ['models', 'workflows', 'datasets', 'inputs', 'modules'] as const;
export type ContentKind = (typeof contentKinds)[number];

export interface ContentActions {
  readonly view: AppAction;
  readonly create: AppAction;
  readonly edit: AppAction;
  readonly delete: AppAction;
}

/** The right that each act on each kind of content needs. Changing an item's visibility also needs `change_resource_visibility`. */
export const CONTENT_RIGHTS: Readonly<Record<ContentKind, ContentActions>> = {
  models: { view: 'view_models', create: 'create_models', edit: 'edit_models', delete: 'delete_models' },
  workflows: { view: 'view_workflows', create: 'create_workflows', edit: 'edit_workflows', delete: 'delete_workflows' },
  datasets: { view: 'view_datasets', create: 'manage_datasets', edit: 'manage_datasets', delete: 'manage_datasets' },
  inputs: { view: 'view_inputs', create: 'manage_inputs', edit: 'manage_inputs', delete: 'manage_inputs' },
  modules: { view: 'use_modules', create: 'manage_modules', edit: 'manage_modules', delete: 'manage_modules' },
};

export const contentItem = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** The owner of the app. */
  user_id: z.string(),
  app_id: z.string(),
  /** What kind of model, workflow, dataset, input or module it is, in the owner's words; empty where nobody said. */
  type: z.string(),
  visibility: z.object({ gettable: z.number() }),
  is_starred: z.boolean(),
  star_count: z.number().int(),
  created_at: time,
  modified_at: time,
  abilities,
});
export type ContentItem = z.infer<typeof contentItem>;

const fields = {
  name: line(80),
  description: z.string().max(2000),
  type: z.string().max(80),
  visibility,
} as const;

const query = z.strictObject({ ...pageQuery, search, starred_only: flag.optional() });

const newItem = z.strictObject({
  id: newId,
  name: fields.name.optional(),
  description: fields.description.default(''),
  type: fields.type.default(''),
  visibility: visibility.default({ gettable: 10 }),
});
const changedItem = z.strictObject(fields).partial().extend({ id });

type Listed<K extends string, T extends z.ZodType> = { readonly [P in K]: z.ZodArray<T> };
/** An array under the kind's own name, as published: `{"models": […]}`. */
const listed = <K extends ContentKind, T extends z.ZodType>(kind: K, item: T, max: number) =>
  ({ [kind]: z.array(item).min(1).max(max) }) as unknown as Listed<K, T>;

/** The four operations on one kind of an app's content. */
export function contentRoutes<K extends ContentKind>(kind: K) {
  const path = `/v2/users/{user_id}/apps/{app_id}/${kind}`;
  const rights = CONTENT_RIGHTS[kind];
  const answer = z.object({ [kind]: z.array(contentItem) } as unknown as Listed<K, typeof contentItem>);
  return {
    list: defineRoute(`${kind}.list`, {
      method: 'GET',
      path,
      summary: `The app's ${kind}, last changed first, searched by id, name or description`,
      access: { for: 'app', action: rights.view },
      params: appParams,
      query,
      answer: answer.extend({ next_cursor: z.string().optional() }),
      offline: true,
    }),
    create: defineRoute(`${kind}.create`, {
      method: 'POST',
      path,
      summary: `Create ${kind} in the app, all or none`,
      access: { for: 'app', action: rights.create },
      params: appParams,
      body: z.strictObject(listed(kind, newItem, 100)),
      answer,
    }),
    update: defineRoute(`${kind}.update`, {
      method: 'PATCH',
      path,
      summary: `Change ${kind} of the app, all or none`,
      access: { for: 'app', action: rights.edit },
      params: appParams,
      body: z.strictObject({
        ...listed(kind, changedItem, 100),
        action: z.enum(['overwrite']).default('overwrite'),
      }),
      answer,
    }),
    delete: defineRoute(`${kind}.delete`, {
      method: 'DELETE',
      path,
      summary: `Delete ${kind} of the app, all or none`,
      access: { for: 'app', action: rights.delete },
      params: appParams,
      body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
      answer: z.object({}),
    }),
  };
}

export const modelRoutes = contentRoutes('models');
export const workflowRoutes = contentRoutes('workflows');
export const datasetRoutes = contentRoutes('datasets');
export const inputRoutes = contentRoutes('inputs');
export const moduleRoutes = contentRoutes('modules');

export const installedModule = z.object({
  module_id: z.string(),
  /** Where the module itself lives. */
  module_owner_id: z.string(),
  module_app_id: z.string(),
  installed_at: time,
});
export type InstalledModule = z.infer<typeof installedModule>;

export const installedModulesList = defineRoute('installed_modules.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/installed_modules',
  summary: 'The modules that are installed in the app',
  access: { for: 'app', action: 'use_modules' },
  params: appParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ installed_modules: z.array(installedModule), next_cursor: z.string().optional() }),
  offline: true,
});

const moduleReference = z.strictObject({ module_id: id, module_owner_id: id, module_app_id: id });

export const installedModulesCreate = defineRoute('installed_modules.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/apps/{app_id}/installed_modules',
  summary: 'Install modules that the caller can use into the app',
  access: { for: 'app', action: 'install_modules' },
  params: appParams,
  body: z.strictObject({ installed_modules: z.array(moduleReference).min(1).max(100) }),
  answer: z.object({ installed_modules: z.array(installedModule) }),
});

export const installedModulesDelete = defineRoute('installed_modules.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/apps/{app_id}/installed_modules',
  summary: 'Uninstall modules from the app',
  access: { for: 'app', action: 'install_modules' },
  params: appParams,
  body: z.strictObject({ installed_modules: z.array(moduleReference).min(1).max(100) }),
  answer: z.object({}),
});
