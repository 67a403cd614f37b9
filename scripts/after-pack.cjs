const { rmSync } = require('node:fs');
const { join } = require('node:path');

/** Removes what is Electron's own and no part of the app. */
module.exports = async ({ appOutDir, packager }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
