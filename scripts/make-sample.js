/** Loads the sample data that journeys copy, at the time that the environment says. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeInTheEnd } from './lib/children.js';
import { runScript } from './lib/main.js';
import { sampleWorkspace } from './lib/sample.js';

await runScript(async () => {
  await sampleWorkspace(join(removeInTheEnd(mkdtempSync(join(tmpdir(), 'steward-sample-'))), 'workspace'));
  return 0;
});
