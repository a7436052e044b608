import { expect, type Page, test } from '@playwright/test';
import { aSpotBeside, cardOf, openDay, planAhead, signInOn } from './day.ts';

const focusGrid = async (page: Page): Promise<void> => {
  await page.getByRole('grid').locator('[tabindex="0"]').first().focus();
};

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const chooseFirstFree = async (page: Page): Promise<string> => {
  const slot = page
    .getByRole('complementary')
    .getByRole('button', { name: /às \d\d:\d\d, Cadeira/ })
    .first();
  await slot.focus();
  const label = (await slot.getAttribute('aria-label')) ?? (await slot.textContent()) ?? '';
  await press(page, 'Enter');
  return /\d\d:\d\d/.exec(label)?.[0] ?? '';
};

test('by keyboard alone: find, book, move, undo, move again, check in, seat, complete', async ({
  page,
  browser,
}) => {
  const { day } = await planAhead(browser, { daysAhead: 7, columns: [0] });
  await signInOn(page, day);
  await openDay(page, day);

  await focusGrid(page);
  await press(page, 'n');
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Paciente' }).focus();
  await page.keyboard.type('noemia');
  await expect(panel.getByRole('option', { name: /Noêmia/ }).first()).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  const chosen = panel.getByText(/Noêmia/).first();
  await expect(chosen).toBeVisible();
  const name = (await chosen.textContent()) ?? '';
  const start = await chooseFirstFree(page);
  const sent = page.waitForResponse(
    (reply) => reply.request().method() === 'POST' && reply.url().endsWith('/scheduling/appointments'),
  );
  await press(page, 'Control+Enter');
  const reply = await sent;
  expect(reply.status()).toBe(201);
  const { data } = (await reply.json()) as { data: { id: string; startsAt: string } };
  const bookedDay = new Date(Date.parse(data.startsAt) - 3 * 3_600_000).toISOString().slice(0, 10);

  await page.clock.setFixedTime(new Date(`${bookedDay}T07:00:00-03:00`));
  await openDay(page, bookedDay);
  await expect(cardOf(page, start, name)).toBeVisible();
  const spot = await aSpotBeside(page, bookedDay, data.id);
  const startOf = async (): Promise<string> => {
    const card = page.getByRole('gridcell', { name: new RegExp(`, ${name},`) }).first();
    return ((await card.getAttribute('aria-label')) ?? '').slice(0, 5);
  };
  const moveAside = async (): Promise<void> => {
    await page
      .getByRole('gridcell', { name: new RegExp(`, ${name},`) })
      .first()
      .focus();
    const sideways = Array.from({ length: Math.abs(spot.columnsAway) }, () =>
      spot.columnsAway > 0 ? 'ArrowRight' : 'ArrowLeft',
    );
    const down = Array.from({ length: spot.minutesLater / 15 }, () => 'ArrowDown');
    await press(page, 'm', ...sideways, ...down, 'Enter');
  };
  const chairOf = async (): Promise<string> => {
    const card = page.getByRole('gridcell', { name: new RegExp(`, ${name},`) }).first();
    return /Cadeira \d/.exec((await card.getAttribute('aria-label')) ?? '')?.[0] ?? '';
  };
  const home = await chairOf();
  await moveAside();
  await expect.poll(chairOf).not.toBe(home);
  await page.getByRole('button', { name: 'Desfazer' }).focus();
  await press(page, 'Enter');
  await expect.poll(chairOf).toBe(home);
  expect(await startOf()).toBe(start);
  await moveAside();
  await expect.poll(chairOf).not.toBe(home);

  const statusOf = async (): Promise<string> =>
    (await page
      .getByRole('gridcell', { name: new RegExp(`, ${name},`) })
      .first()
      .getAttribute('aria-label')) ?? '';
  for (const reached of [/Na recepção/, /Em atendimento/, /Concluído/]) {
    await page
      .getByRole('gridcell', { name: new RegExp(`, ${name},`) })
      .first()
      .focus();
    await press(page, 'e');
    await expect.poll(statusOf).toMatch(reached);
  }
});
