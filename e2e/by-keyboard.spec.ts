import { expect, type Page, test } from '@playwright/test';
import { aSpotBeside, cardOf, openDay, planAhead, signInOn } from './day.ts';

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** A gap of a dentist's chair that holds an evaluation, taken with Enter: the booking knows time and chair. */
const openGap = async (page: Page): Promise<string> => {
  const gap = page
    .getByRole('gridcell', { name: /^\d\d:\d\d · (30 min|45 min|\dh\d\d) livres, Cadeira [12]$/ })
    .first();
  const start = ((await gap.getAttribute('aria-label')) ?? '').slice(0, 5);
  await gap.focus();
  await press(page, 'Enter');
  return start;
};

test('by keyboard alone: find, book, move, undo, move again, check in, seat, complete', async ({
  page,
  browser,
}) => {
  const { day } = await planAhead(browser, { daysAhead: 7, columns: [0] });
  await signInOn(page, day);
  await openDay(page, day);

  const start = await openGap(page);
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Paciente' }).focus();
  await page.keyboard.type('noemia');
  await expect(panel.getByRole('option', { name: /Noêmia/ }).first()).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  const chosen = panel.getByText(/^Noêmia/).last();
  await expect(panel.getByRole('button', { name: /^Agendar .+ às \d\d:\d\d/ })).toBeVisible();
  const name = (await chosen.textContent()) ?? '';
  await panel.getByRole('textbox', { name: /Recado/ }).focus();
  const sent = page.waitForResponse(
    (reply) => reply.request().method() === 'POST' && reply.url().endsWith('/scheduling/appointments'),
  );
  await press(page, 'Control+Enter');
  const reply = await sent;
  expect(reply.status()).toBe(201);
  const { data } = (await reply.json()) as { data: { id: string } };
  await expect(cardOf(page, start, name)).toBeVisible();
  const spot = await aSpotBeside(page, day, data.id);
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
