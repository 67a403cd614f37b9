import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { autostartEntry, autostartFile, execArgument, setAutostart } from './autostart.ts';

test('the file is where the desktop looks', () => {
  expect(autostartFile({}, '/home/ada')).toBe('/home/ada/.config/autostart/steward.desktop');
  expect(autostartFile({ XDG_CONFIG_HOME: '/x' }, '/home/ada')).toBe('/x/autostart/steward.desktop');
});

test('a program’s name cannot become another command', () => {
  expect(execArgument('/opt/My Apps/Steward.AppImage')).toBe('"/opt/My Apps/Steward.AppImage"');
  expect(execArgument('a"; rm -rf $HOME; "`x`%f\\')).toBe('"a\\\\"; rm -rf \\\\$HOME; \\\\"\\\\`x\\\\`%%f\\\\\\\\"');
  expect(autostartEntry('/opt/steward', ['--hidden'])).toContain('\nExec="/opt/steward" "--hidden"\n');
});

test('it is written when wanted and gone when not, twice as well', async () => {
  const file = join(await temporaryFolder(), 'autostart', 'steward.desktop');
  await setAutostart(false, '/opt/steward', file);
  await setAutostart(true, '/opt/steward', file);
  await setAutostart(true, '/opt/steward', file);
  expect(await readFile(file, 'utf8')).toContain('Type=Application');
  await setAutostart(false, '/opt/steward', file);
  await expect(stat(file)).rejects.toThrow();
});
