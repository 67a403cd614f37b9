const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');

/** Puts the first database beside the archive, and takes away what is Electron's own and no part of the app. */
module.exports = async ({ appOutDir, packager }) => {
  const resources = packager.getResourcesDir(appOutDir);
  // By ourselves: the builder leaves empty folders out, without which PostgreSQL does not start.
  const database = join(packager.projectDir, 'resources', 'database');
  cpSync(database, join(resources, 'app.asar.unpacked', 'resources', 'database'), { recursive: true });
  rmSync(join(resources, 'default_app.asar'), { force: true });
};
