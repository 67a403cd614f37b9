/** Opens a page in a browser without window, and writes a picture of it once it says that it is painted. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium, sandboxFlags } from './lib/chromium.js';

const PATIENCE_MS = 90_000;
const [link, file] = process.argv.slice(2);

const isPainted = (request) =>
  request.url().endsWith('/bridge/invoke') && request.postDataJSON()?.method === 'app.painted';

async function takePicture(page) {
  page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await Promise.all([page.waitForRequest(isPainted, { timeout: PATIENCE_MS }), page.goto(link)]);
  // Fonts and the charts' first frame arrive after the data.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(resolve))));
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}

const browser = await chromium.launch({ executablePath: findChromium(), args: sandboxFlags() });
try {
  await takePicture(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
} catch (error) {
  console.error(`Steward could not take the picture: ${error.message.split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
