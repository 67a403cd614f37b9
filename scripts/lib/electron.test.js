import { expect, test } from 'vitest';
import { electronObstacle } from './electron.js';

test('Electron needs a display and somebody other than root', () => {
  expect(electronObstacle({}, 'linux', 1000)).toContain('no display');
  expect(electronObstacle({ DISPLAY: ':0' }, 'linux', 0)).toContain('root');
  expect(electronObstacle({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000)).toBeUndefined();
  expect(electronObstacle({}, 'darwin', 501)).toBeUndefined();
  expect(electronObstacle({}, 'win32', undefined)).toBeUndefined();
});
