import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type BrowserContext, chromium, type CDPSession, type Page } from 'playwright-core';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { Clinic } from '../lib/clinics.ts';
import { product } from '../lib/product.ts';
import { startTarget, type Target } from '../lib/target.ts';

/** Chromium with the network and the processor of a plain laptop, and the product behind a browser's address. */

export const launchBrowser = () => {
  const executablePath = process.env['TOPSMILE_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error('Name a Chromium in TOPSMILE_CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** The built product serving its web application; plain http, as browsers allow on localhost. */
export const startSite = async (uri: string): Promise<{ target: Target; url: string }> => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const more = { PORT: String(port), PUBLIC_URL: url, TOPSMILE_WEB_DIST: inRoot('apps/web/dist') };
  return { target: await startTarget({ name: 'site', ...product(uri, more) }), url };
};

export type Shaping = { readonly cpu: number; readonly isSlowNetwork: boolean };
export type Opened = { readonly context: BrowserContext; readonly page: Page; readonly devtools: CDPSession };

// The compiler of these files names functions with a helper that pages do not have.
const watchScript = (): string => `globalThis.__name ??= (work) => work;
${readFileSync(inRoot('node_modules/web-vitals/dist/web-vitals.iife.js'), 'utf8')}
window.__bench = { lcp: 0, element: '', cls: 0, frames: [], isWatching: false, long: [] };
webVitals.onLCP((metric) => {
  __bench.lcp = metric.value;
  const element = metric.entries.at(-1)?.element;
  __bench.element = element ? (element.tagName.toLowerCase() + ' “' + (element.textContent ?? '').trim().slice(0, 40) + '”') : '';
}, { reportAllChanges: true });
webVitals.onCLS((metric) => { __bench.cls = metric.value; }, { reportAllChanges: true });
try { new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) __bench.long.push({ startTime, duration }); }).observe({ type: 'longtask', buffered: true }); } catch {}
let last = 0;
const tick = (now) => { if (__bench.isWatching && last > 0) __bench.frames.push(now - last); last = now; requestAnimationFrame(tick); };
requestAnimationFrame(tick);
`;

/** A fresh browser context: cold cache, the clinic's receptionist signed in when given. */
export const openPage = async (
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  { url, clinic, shaping }: { url: string; clinic?: Clinic; shaping: Shaping },
): Promise<Opened> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'pt-BR' });
  const member = clinic?.members[1];
  if (member !== undefined)
    await context.addCookies([
      { name: 'topsmile_access', value: member.bearer, url },
      { name: 'topsmile_session', value: member.sessionId, url },
    ]);
  await context.addInitScript(watchScript());
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: shaping.cpu });
  await devtools.send('Performance.enable');
  if (shaping.isSlowNetwork) {
    await devtools.send('Network.enable');
    const down = (8.1 * 1e6) / 8;
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 60,
      downloadThroughput: down,
      uploadThroughput: down,
    });
  }
  return { context, page, devtools };
};

export type Seen = {
  lcp: number;
  element: string;
  cls: number;
  frames: number[];
  long: { startTime: number; duration: number }[];
};
export const seenOn = (page: Page): Promise<Seen> => page.evaluate('window.__bench');
