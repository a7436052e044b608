import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { assertReachable } from './download.mjs';
import { findProgram } from './resolve.mjs';

const VENDOR = 'https://cdn.playwright.dev';

/** Where Playwright keeps, or would keep, its own Chromium. */
const playwrightChromium = () => {
  const { chromium } = createRequire(inRoot('e2e', 'package.json'))('@playwright/test');
  return /** @type {string} */ (chromium.executablePath());
};

const fetchFromPlaywright = async () => {
  const file = playwrightChromium();
  if (existsSync(file)) return file;
  await assertReachable(VENDOR);
  await run('npx', ['--no', 'playwright', 'install', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' },
  });
  return file;
};

const fetchFromDebian = async () => {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) throw new Error('needs root on Debian');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return '/usr/bin/chromium';
};

/** @type {import('./resolve.mjs').Program} */
const chromiumProgram = {
  title: 'Chromium',
  variable: 'TOPSMILE_CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  sources: [
    { label: 'Playwright', fetch: fetchFromPlaywright },
    { label: 'Debian', fetch: fetchFromDebian },
  ],
  advice:
    'Install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or name it in TOPSMILE_CHROMIUM=/path/to/chromium.',
};

/** @param {(text: string) => void} [say] */
export const findChromium = (say) => findProgram(chromiumProgram, { ...(say && { say }) });
