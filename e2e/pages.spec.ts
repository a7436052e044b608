import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { aWorkingDay, signIn } from './day.ts';

/** Every page, in both schemes and both widths: nothing that axe can see, nothing that scrolls sideways. */

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const scan = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
};

const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('h1').first()).toBeVisible();
};

const firstPatient = async (page: Page): Promise<string> => {
  const reply = await page.request.get('/api/v1/patients?limit=1');
  return ((await reply.json()) as { data: { id: string }[] }).data[0]?.id ?? '';
};

const manager = 'gerencia@demo.topsmile.example';
const pages: [string, (page: Page) => Promise<string>][] = [
  ['agenda', async (page) => `/agenda?day=${await aWorkingDay(page, 1)}`],
  ['agenda with booking', async (page) => `/agenda?day=${await aWorkingDay(page, 1)}&book=new`],
  ['agenda week', async (page) => `/agenda?day=${await aWorkingDay(page, 1)}&view=week`],
  ['agenda list', async (page) => `/agenda?day=${await aWorkingDay(page, 1)}&view=list`],
  ['patients', async () => '/patients'],
  ['new patient', async () => '/patients/new'],
  ['patient', async (page) => `/patients/${await firstPatient(page)}`],
  ["patient's visits", async (page) => `/patients/${await firstPatient(page)}/visits`],
  ['import', async () => '/patients/import'],
  ['queue', async () => '/queue'],
  ...['', '/providers', '/chairs', '/types', '/closures', '/equipment', '/places'].map(
    (section): [string, () => Promise<string>] => [`settings${section}`, async () => `/settings${section}`],
  ),
];

/** Pages of administration, and those that a letter leads to. */
const administration = ['/people', '/audit', '/messages', '/account/security', '/settings/security'];
const byLetter = [
  '/forgot-password',
  '/reset-password#token=x',
  '/confirm-email#token=x',
  '/convite#token=x',
];

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const look of looks) {
  test.describe(`${look.colorScheme} at ${look.viewport.width}`, () => {
    test.use(look);

    test('sign-in', async ({ page }) => {
      await page.goto('/sign-in');
      await settle(page);
      expect(await scan(page)).toEqual([]);
    });

    test('what a letter leads to', async ({ page }) => {
      for (const address of byLetter) {
        await page.goto(address);
        await settle(page);
        expect(await scan(page), address).toEqual([]);
      }
    });

    test('administration', async ({ page }) => {
      test.setTimeout(120_000);
      await signIn(page, 'admin@demo.topsmile.example');
      for (const address of administration) {
        await page.goto(address);
        await settle(page);
        expect(await scan(page), address).toEqual([]);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
        await page.screenshot({
          path: `../test-results/screens/${look.colorScheme}${address.replaceAll('/', '-')}.png`,
        });
      }
    });

    test('every page behind it', async ({ page }) => {
      test.setTimeout(240_000);
      const refusals: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) refusals.push(message.text());
      });
      await signIn(page, manager);
      for (const [name, address] of pages) {
        await page.goto(await address(page));
        await settle(page);
        expect(await scan(page), name).toEqual([]);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      expect(refusals).toEqual([]);
    });
  });
}
