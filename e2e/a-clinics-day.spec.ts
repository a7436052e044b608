import { expect, type Page, test } from '@playwright/test';
import {
  aFreeHalfHour,
  aWorkingDay,
  cardOf,
  openDay,
  planAhead,
  pointAt,
  secondPerson,
  signIn,
  signInOn,
} from './day.ts';

// The README's pictures are taken with TOPSMILE_E2E_SCREENS=../docs/screens.
const screens = process.env['TOPSMILE_E2E_SCREENS'] ?? '../test-results/screens';
const shot = (page: Page, name: string) => page.screenshot({ path: `${screens}/${name}.png` });

/** A patient found by an accent-free part of the name, and the panel ready to book; answers who it is. */
const startBooking = async (page: Page, typed: string, shown: RegExp): Promise<string> => {
  await page.getByRole('button', { name: 'Agendar', exact: true }).first().click();
  const panel = page.getByRole('complementary', { name: 'Agendar consulta' });
  await panel.getByRole('combobox', { name: 'Paciente' }).fill(typed);
  const option = panel.getByRole('option', { name: shown }).first();
  await option.click();
  const chosen = panel.getByText(shown).first();
  return (await chosen.textContent()) ?? '';
};

const clickGap = async (page: Page, column: number, time: string): Promise<void> => {
  const { x, y } = await pointAt(page, column, time);
  await page.mouse.click(x, y + 12);
};

const drag = async (
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> => {
  await page.mouse.move(from.x, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 });
  await page.mouse.move(to.x, to.y + 8, { steps: 10 });
  await page.mouse.up();
};

const book = async (page: Page): Promise<void> => {
  const sent = page.waitForResponse(
    (reply) => reply.request().method() === 'POST' && reply.url().includes('/scheduling/appointments'),
  );
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /^Agendar .+ às \d\d:\d\d/ })
    .click();
  expect((await sent).status()).toBe(201);
};

test('by mouse: find, book, move, undo, move again, check in, seat, complete', async ({ page, browser }) => {
  const { day, time } = await planAhead(browser, { daysAhead: 3, columns: [0, 1] });
  await signInOn(page, day);
  await openDay(page, day);
  const name = await startBooking(page, 'conceicao', /Conceição/);
  await clickGap(page, 0, time);
  await shot(page, 'booking');
  await book(page);
  await expect(cardOf(page, time, name)).toHaveAccessibleName(/Cadeira 1/);
  await shot(page, 'agenda-day');

  await page.keyboard.press('Escape');
  const home = await pointAt(page, 0, time);
  const target = await pointAt(page, 1, time);
  await drag(page, home, target);
  await expect(cardOf(page, time, name)).toHaveAccessibleName(/Cadeira 2/);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(cardOf(page, time, name)).toHaveAccessibleName(/Cadeira 1/);
  await drag(page, await pointAt(page, 0, time), await pointAt(page, 1, time));
  await expect(cardOf(page, time, name)).toHaveAccessibleName(/Cadeira 2/);

  await cardOf(page, time, name).click();
  const panel = page.getByRole('complementary');
  for (const [step, reached] of [
    ['Registrar chegada', /Na recepção/],
    [/^Levar para/, /Em atendimento/],
    ['Encerrar atendimento', /Concluído/],
  ] as const) {
    await panel.getByRole('button', { name: step }).click();
    await expect(cardOf(page, time, name)).toHaveAccessibleName(reached);
  }
  await shot(page, 'visit');
});

test('when a second person takes the time first, the form stays and three other times are offered', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const day = await aWorkingDay(page, 5);
  const time = await aFreeHalfHour(page, day, [0]);
  await openDay(page, day);
  await startBooking(page, 'conceicao', /Conceição/);
  await clickGap(page, 0, time);

  const other = await secondPerson(browser);
  await openDay(other, day);
  await startBooking(other, 'joaquim', /Joaquim/);
  await clickGap(other, 0, time);
  await book(other);
  await other.context().close();

  await page.getByRole('textbox', { name: /Recado/ }).fill('Prefere a tarde');
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /^Agendar .+ às \d\d:\d\d/ })
    .click();
  const alert = page.getByRole('complementary').getByRole('alert');
  await expect(alert).toContainText(time);
  await expect(alert.getByRole('button', { name: /\d\d:\d\d/ })).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: /Recado/ })).toHaveValue('Prefere a tarde');
  await shot(page, 'conflict');
  const sent = page.waitForResponse(
    (reply) => reply.request().method() === 'POST' && reply.url().includes('/scheduling/appointments'),
  );
  await alert
    .getByRole('button', { name: /\d\d:\d\d/ })
    .first()
    .click();
  const again = page.getByRole('complementary').getByRole('button', { name: /^Agendar .+ às \d\d:\d\d/ });
  if (await again.isVisible()) await again.click();
  expect((await sent).status()).toBe(201);
});
