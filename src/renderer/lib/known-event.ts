import { COMMAND_NAMES } from '../../contract/commands.ts';
import type { Event } from '../../contract/ipc.ts';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => typeof value === 'number';
const isRecordWithId = (value: unknown): boolean => isData(value) && isText(value.id);

/** The state is main's own, whole: of it only what every page reads is looked at. */
const isState = (value: unknown): boolean =>
  isData(value) &&
  [value.accounts, value.connections].every(Array.isArray) &&
  [value.settings, value.update, value.info].every(isData) &&
  isText(value.keychain) &&
  (value.active_account_id === null || isText(value.active_account_id));

const LONGEST_PATH = 300;

/** What an event of each type has to be. By hand and not by the contract's schema, for which the first page would wait. */
const CHECKS: Readonly<Record<Event['type'], (data: Data) => boolean>> = {
  state: ({ state }) => isState(state),
  connection: ({ connection }) => isData(connection) && isText(connection.account_id) && isText(connection.state),
  job: ({ job }) => isRecordWithId(job) && Array.isArray((job as Data).items),
  invite_jobs: ({ jobs }) => Array.isArray(jobs) && jobs.every(isRecordWithId),
  workspace_progress: ({ step, done, total }) => isText(step) && isCount(done) && isCount(total),
  menu: ({ command }) => (COMMAND_NAMES as readonly unknown[]).includes(command),
  go: ({ path, search, account_id }) =>
    isText(path) &&
    path.length <= LONGEST_PATH &&
    isData(search) &&
    Object.values(search).every(isText) &&
    (account_id === null || isText(account_id)),
};

/** Whether main has told something that this version understands. */
export function isKnownEvent(data: unknown): data is Event {
  if (!isData(data) || !isText(data.type) || !Object.hasOwn(CHECKS, data.type)) return false;
  return CHECKS[data.type as Event['type']](data);
}
