import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The fuses of a package, by the names of @electron/fuses. On: true. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** The unpacked apps that electron-builder left in its folder, one per system and processor. */
export function unpackedApps(dist) {
  if (!existsSync(dist)) return [];
  const folders = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => /^(linux|win)(-\w+)?-unpacked$|^mac(-\w+)?$/.test(name))
    .map((name) => join(dist, name));
}

/** Where the parts of an unpacked app are. */
export function placesOf(app) {
  const mac = join(app, 'Steward.app');
  if (existsSync(mac))
    return { program: join(mac, 'Contents', 'MacOS', 'Steward'), resources: join(mac, 'Contents', 'Resources') };
  const windows = join(app, 'Steward.exe');
  const program = existsSync(windows) ? windows : join(app, 'steward');
  return { program, resources: join(app, 'resources') };
}

/** What must be in the archive, and what must not. */
const NEEDED = ['/out/main/index.js', '/out/main/server.js', '/out/main/keytar-process.js', '/out/preload/index.cjs'];
const UNWANTED = [/\.map$/, /\.tsx?$/, /^\/(src|e2e|scripts|docs|bench)(\/|$)/, /\.(pem|key)$/, /\.env/];

export function archiveProblems(paths) {
  const known = new Set(paths);
  return [
    ...NEEDED.filter((path) => !known.has(path)).map((path) => `${path} is missing in the archive.`),
    ...paths
      .filter((path) => UNWANTED.some((pattern) => pattern.test(path)))
      .map((path) => `${path} is in the archive.`),
  ];
}

async function fuseProblems(program) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(program);
  return Object.entries(FUSES)
    .filter(([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name, on]) => `The fuse ${name} is not ${on ? 'on' : 'off'}.`);
}

function fileProblems(resources) {
  const outside = join(resources, 'app.asar.unpacked');
  const natives = existsSync(outside) ? readdirSync(outside, { recursive: true }).map(String) : [];
  const missing = ['keytar.node', 'argon2'].filter((part) => !natives.some((path) => path.includes(part)));
  return [
    ...missing.map((part) => `${part} is not beside the archive.`),
    // An empty folder of PostgreSQL's that packaging has left out keeps it from starting.
    ...['PG_VERSION', 'pg_notify', 'pg_tblspc', 'pg_twophase']
      .filter((name) => !existsSync(join(outside, 'resources', 'database', name)))
      .map((name) => `The first database has no ${name}.`),
    ...(existsSync(join(resources, 'default_app.asar')) ? ["Electron's own demonstration is still there."] : []),
  ];
}

/** Everything that is wrong with an unpacked app, in sentences; none is good. */
export async function checkPackage(app) {
  const { program, resources } = placesOf(app);
  const { listPackage } = await import('@electron/asar');
  const paths = listPackage(join(resources, 'app.asar')).map((path) => path.replaceAll('\\', '/'));
  return [...(await fuseProblems(program)), ...archiveProblems(paths), ...fileProblems(resources)];
}
