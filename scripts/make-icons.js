/** `node scripts/make-icons.js`: the icons of all systems out of resources/icons/*.svg, drawn by Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium, sandboxFlags } from './lib/chromium.js';
import { icns, ico } from './lib/icon-files.js';
import { inRoot } from './lib/root.js';

const folder = inRoot('resources', 'icons');
const browser = await chromium.launch({ executablePath: findChromium(), args: sandboxFlags() });
const page = await browser.newPage();

/** A PNG of an SVG, `size` pixels square, on nothing. */
async function draw(svg, size, color = '#000') {
  const style = `html,body{margin:0;color:${color}}svg{display:block;width:${size}px;height:${size}px}`;
  await page.setViewportSize({ width: Math.max(size, 64), height: Math.max(size, 64) });
  await page.setContent(`<!doctype html><style>${style}</style>${readFileSync(join(folder, svg), 'utf8')}`);
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
}

const save = (name, bytes) => writeFileSync(join(folder, name), bytes);
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const drawn = new Map();
for (const size of sizes) drawn.set(size, await draw('icon.svg', size));

for (const [size, png] of drawn) save(`${size}x${size}.png`, png);
save('icon.ico', ico([16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: drawn.get(size) }))));
save('icon.icns', icns(drawn));
// Trays of Linux and Windows are dark or light as they please: a middle grey is readable on both. macOS colours it.
for (const [suffix, size] of [
  ['', 22],
  ['@2x', 44],
]) {
  save(`tray${suffix}.png`, await draw('tray.svg', size, '#8b8d98'));
  save(`trayTemplate${suffix}.png`, await draw('tray.svg', size, '#000'));
}
await browser.close();
