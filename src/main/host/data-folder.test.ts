import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

test('each system has its usual folder', () => {
  expect(defaultDataFolder({}, 'linux', '/home/ada')).toBe(join('/home/ada', '.config', 'Steward'));
  expect(defaultDataFolder({ XDG_CONFIG_HOME: '/x' }, 'linux', '/home/ada')).toBe(join('/x', 'Steward'));
  expect(defaultDataFolder({}, 'darwin', '/Users/ada')).toBe(
    join('/Users/ada', 'Library', 'Application Support', 'Steward'),
  );
  expect(defaultDataFolder({ APPDATA: 'C:/r' }, 'win32', 'C:/ada')).toBe(join('C:/r', 'Steward'));
});
