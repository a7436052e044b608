import { type Browser, expect, type Locator, type Page } from '@playwright/test';

/** What the journeys share: signing in, a working day ahead, and the agenda as a person sees it. */

export const reception = 'recepcao@demo.topsmile.example';
const password = 'TopSmile-demo-2026';

export const signIn = async (page: Page, email = reception): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.waitForURL(/\/agenda/);
};

type Plan = { day: string; time: string };

/** Looks ahead, as somebody else, for a working day and a half hour that is free in the given chairs. */
export const planAhead = async (
  browser: Browser,
  ask: { daysAhead: number; columns: readonly number[] },
): Promise<Plan> => {
  const scout = await secondPerson(browser);
  for (let ahead = ask.daysAhead; ahead < ask.daysAhead + 14; ahead += 1) {
    const day = await aWorkingDay(scout, ahead);
    const time = await findFreeHalfHour(scout, day, ask.columns);
    if (time === undefined) continue;
    await scout.context().close();
    return { day, time };
  }
  throw new Error('No free half hour in two weeks');
};

/** Signs in on that morning: patients are checked in on the day of their visit. */
export const signInOn = async (page: Page, day: string): Promise<void> => {
  await page.clock.setFixedTime(new Date(`${day}T07:00:00-03:00`));
  await signIn(page);
};

/** A second person at another machine. */
export const secondPerson = async (browser: Browser): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page);
  return page;
};

type Column = { operatoryId: string; open: { startsAt: string; endsAt: string }[] };
type Card = {
  id: string;
  operatoryId?: string;
  providerId?: string;
  startsAt: string;
  endsAt: string;
  status: string;
};
type Agenda = { columns: Column[]; visits: Card[] };

const read = async <T>(page: Page, path: string): Promise<T> => {
  const reply = await page.request.get(`/api/v1${path}`);
  expect(reply.ok(), path).toBe(true);
  return ((await reply.json()) as { data: T }).data;
};

export const locationOf = async (page: Page): Promise<string> =>
  (await read<{ clinic: { locations: { id: string }[] } }>(page, '/auth/me')).clinic.locations[0]?.id ?? '';

export const agendaOf = async (page: Page, day: string): Promise<Agenda> =>
  read<Agenda>(page, `/scheduling/agenda?locationId=${await locationOf(page)}&from=${day}`);

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** The next day, some days ahead, on which all four chairs work: no weekend, no holiday. */
export const aWorkingDay = async (page: Page, daysAhead: number): Promise<string> => {
  for (let ahead = daysAhead; ahead < daysAhead + 14; ahead += 1) {
    const day = isoDay(new Date(Date.now() + ahead * 86_400_000));
    const { columns } = await agendaOf(page, day);
    if (columns.every((column) => column.open.length === 2)) return day;
  }
  throw new Error('There is no working day in two weeks');
};

const minute = 60_000;
const takesTime = ({ status }: Card): boolean => !['cancelled', 'no_show', 'expired'].includes(status);

/** A half hour in which the given columns are open and nobody is in them; São Paulo's wall time `HH:mm`. */
const findFreeHalfHour = async (
  page: Page,
  day: string,
  columns: readonly number[],
): Promise<string | undefined> => {
  const agenda = await agendaOf(page, day);
  const busy = agenda.visits.filter(takesTime);
  const isFree = (column: Column, from: number, to: number): boolean =>
    column.open.some(({ startsAt, endsAt }) => Date.parse(startsAt) <= from && to <= Date.parse(endsAt)) &&
    busy.every(
      (card) =>
        card.operatoryId !== column.operatoryId ||
        Date.parse(card.endsAt) <= from ||
        Date.parse(card.startsAt) >= to,
    );
  const wanted = columns.map((at) => agenda.columns[at]).filter((column) => column !== undefined);
  for (
    let from = Date.parse(`${day}T11:00:00Z`);
    from < Date.parse(`${day}T21:00:00Z`);
    from += 15 * minute
  ) {
    // Pressed, a gap offers its start: in the first column the half hour must begin one.
    const beginsGap = wanted.slice(0, 1).every((column) => !isFree(column, from - 15 * minute, from));
    if (beginsGap && wanted.every((column) => isFree(column, from, from + 30 * minute))) {
      return new Date(from - 180 * minute).toISOString().slice(11, 16);
    }
  }
  return undefined;
};

export const aFreeHalfHour = async (page: Page, day: string, columns: readonly number[]): Promise<string> => {
  const time = await findFreeHalfHour(page, day, columns);
  if (time === undefined) throw new Error(`No free half hour on ${day}`);
  return time;
};

type Spot = { columnsAway: number; minutesLater: number };

/** Another chair that is free, with the visit's own provider free too, at the same time or a little later. */
export const aSpotBeside = async (page: Page, day: string, visitId: string): Promise<Spot> => {
  const agenda = await agendaOf(page, day);
  const visit = agenda.visits.find(({ id }) => id === visitId);
  if (visit === undefined) throw new Error('The visit is not on that day');
  const others = agenda.visits.filter((card) => takesTime(card) && card.id !== visitId);
  const length = Date.parse(visit.endsAt) - Date.parse(visit.startsAt);
  const home = agenda.columns.findIndex(({ operatoryId }) => operatoryId === visit.operatoryId);
  const isOpen = (column: Column, from: number): boolean =>
    column.open.some(
      ({ startsAt, endsAt }) => Date.parse(startsAt) <= from && from + length <= Date.parse(endsAt),
    );
  for (let later = 0; later <= 180; later += 15) {
    const from = Date.parse(visit.startsAt) + later * minute;
    const clash = others.filter(
      (card) => Date.parse(card.startsAt) < from + length && Date.parse(card.endsAt) > from,
    );
    const found = agenda.columns.findIndex(
      (column, at) =>
        at !== home &&
        isOpen(column, from) &&
        clash.every(
          (card) => card.operatoryId !== column.operatoryId && card.providerId !== visit.providerId,
        ),
    );
    if (found >= 0) return { columnsAway: found - home, minutesLater: later };
  }
  throw new Error(`No other chair is free on ${day}`);
};

export const openDay = async (page: Page, day: string): Promise<void> => {
  await page.goto(`/agenda?day=${day}`);
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
};

export const cardOf = (page: Page, start: string, name: string): Locator =>
  page.getByRole('gridcell', { name: new RegExp(`^${start}–\\d\\d:\\d\\d, ${name}`) });

/** The point of the grid where a column meets a time. */
export const pointAt = async (
  page: Page,
  column: number,
  time: string,
): Promise<{ x: number; y: number }> => {
  const header = page.getByRole('columnheader').nth(column + 1);
  const hour = page.getByRole('rowheader', { name: `${time.slice(0, 2)}:00` });
  const next = page.getByRole('rowheader', {
    name: `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}:00`,
  });
  const other =
    (await next.count()) > 0
      ? next
      : page.getByRole('rowheader', { name: `${String(Number(time.slice(0, 2)) - 1).padStart(2, '0')}:00` });
  await other.scrollIntoViewIfNeeded();
  await hour.scrollIntoViewIfNeeded();
  const [headerBox, hourBox, otherBox] = [
    await header.boundingBox(),
    await hour.boundingBox(),
    await other.boundingBox(),
  ];
  if (headerBox === null || hourBox === null || otherBox === null)
    throw new Error('The grid is not on screen');
  const hourHeight = Math.abs(otherBox.y - hourBox.y);
  return { x: headerBox.x + headerBox.width / 2, y: hourBox.y + (Number(time.slice(3)) / 60) * hourHeight };
};
