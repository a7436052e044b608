import { createServer, type Server } from 'node:http';
import { expect, test } from '@playwright/test';
import { signIn } from './day.ts';

/** What only a real browser can show: its policy, its frames, its origins, its cookies. */

/** A page of somebody else, at an origin of its own. */
const aForeignSite = async (html: string): Promise<{ url: string; server: Server }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, server };
};

test('an injected script does not run, and the policy reports it', async ({ page }) => {
  await page.goto('/sign-in');
  const report = page.context().waitForEvent('request', (request) => request.url().endsWith('/csp-reports'));
  await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'window.isOwned = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.isOwned = true');
    image.src = 'data:image/png;base64,broken';
    document.body.append(image);
  `);
  const request = await report;
  expect(request.postData()).toContain('script-src');
  expect((await request.response())?.status()).toBe(204);
  expect(await page.evaluate('window.isOwned')).toBeUndefined();
  const refused = await page.evaluate(
    `import('data:text/javascript,window.isOwned=true').then(() => 'ran', () => 'refused')`,
  );
  expect(refused).toBe('refused');
});

test('neither a page nor an answer is shown in a frame of another site', async ({ page, baseURL }) => {
  const frames = ['/sign-in', '/index.html', '/api/v1/config', '/api-docs/'].map(
    (path) => `<iframe src="${baseURL}${path}"></iframe>`,
  );
  const { url, server } = await aForeignSite(frames.join(''));
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/frame-ancestors|X-Frame-Options/i.test(message.text())) refusals.push(message.text());
  });
  await page.goto(url);
  await expect.poll(() => refusals.length).toBe(frames.length);
  server.close();
});

test('another origin reads nothing and changes nothing', async ({ page, baseURL }) => {
  await signIn(page);
  const { url, server } = await aForeignSite('<p>elsewhere</p>');
  await page.goto(url);
  const read = await page.evaluate(
    `Promise.all(['/csrf-token', '/auth/me', '/patients'].map((path) =>
      fetch('${baseURL}/api/v1' + path, { credentials: 'include' }).then(() => 'read', () => 'refused')))`,
  );
  expect(read).toEqual(['refused', 'refused', 'refused']);
  // Sent without asking first, as a form would; not even the refusal may be read.
  const sent = await page.evaluate(
    `fetch('${baseURL}/api/v1/auth/logout', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' })
      .then(() => 'read', () => 'refused')`,
  );
  expect(sent).toBe('refused');
  await page.goto('/agenda');
  await expect(page).toHaveURL(/\/agenda/);
  server.close();
});

test('no script sees a cookie, no storage holds a token', async ({ page }) => {
  await signIn(page);
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(2);
  for (const { name, httpOnly, sameSite, path, domain } of cookies)
    expect([name, httpOnly, sameSite, path, domain]).toEqual([name, true, 'Strict', '/', 'localhost']);
  expect(await page.evaluate('document.cookie')).toBe('');
  const stored = await page.evaluate('JSON.stringify([localStorage, sessionStorage])');
  for (const { value } of cookies) expect(stored).not.toContain(value);
});

test('after a sign-out "back" shows nothing of the clinic', async ({ page }) => {
  await signIn(page);
  await page.goto('/patients');
  await expect(page.locator('h1').first()).toBeVisible();
  const name = await page.getByRole('row').nth(1).getByRole('link').first().textContent();
  await page.evaluate(`fetch('/api/v1/csrf-token').then((answer) => answer.json()).then(({ csrfToken }) =>
    fetch('/api/v1/auth/logout', { method: 'POST', headers: { 'x-csrf-token': csrfToken } }))`);
  await page.goto('/sign-in');
  await page.goBack();
  await expect(page.getByText(name ?? 'nobody')).toHaveCount(0);
});
