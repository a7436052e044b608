import type { VisitCard } from '@topsmile/contracts';
import type { TFunction } from 'i18next';
import type { CardWords } from './grid/card-words.ts';
import { msAt } from './grid/axis.ts';
import type { Clash, SoftReason } from './grid/conflicts.ts';
import type { GridColumn, GridModel } from './grid/model.ts';
import type { Landing } from './grid/session.ts';
import { shortDay } from './calendar.ts';

type T = TFunction<'agenda'>;

export type LandingTexts = {
  /** `14:30–15:30 · Cadeira 2`. */
  time: (landing: Landing) => string;
  /** Who holds it and what is free close to it; or what must be accepted. */
  hint: (landing: Landing) => string;
  /** `14:30, Cadeira 2, livre`. */
  spoken: (landing: Landing) => string;
  clash: (clash: Clash) => string;
  soft: (reason: SoftReason, landing: Landing) => string;
  place: (column: GridColumn) => string;
};

const hoursOf = (column: GridColumn, words: CardWords): string =>
  column.open
    .map((open) => words.clock.range(msAt(column.axis, open.start), msAt(column.axis, open.end)))
    .join(', ');

const holderOf = (card: VisitCard, words: CardWords): string =>
  card.kind === 'block' ? (card.note ?? words.block[card.blockKind ?? 'other']) : words.name(card);

const nearestOf = (t: T, times: readonly string[]): string =>
  times.length === 0 ? t('nearest.none') : t('nearest.some', { times: times.join(' · ') });

const softText = (
  t: T,
  reason: SoftReason,
  { column, words }: { column: GridColumn | undefined; words: CardWords },
): string => {
  if (reason !== 'outside-hours') return t(`soft.${reason}`);
  if (column === undefined || column.open.length === 0) return t('soft.closed-day');
  return t('soft.outside-hours', { place: column.name, hours: hoursOf(column, words) });
};

type Said = { text: string; isTaken: boolean; time: string; place: string };

const spokenOf = (t: T, { text, isTaken, time, place }: Said): string => {
  const state = text.replaceAll('\n', '. ');
  if (state === '') return t('landing.free', { time, place });
  return t(isTaken ? 'landing.taken' : 'landing.soft', { time, place, state });
};

/** The sentences of a move, for the lifted card, the live region and the dialogs. */
export const landingTexts = (
  t: T,
  model: GridModel,
  context: { words: CardWords; locale: string },
): LandingTexts => {
  const { words, locale } = context;
  const columnOf = ({ target }: Landing): GridColumn | undefined => model.columns[target.column];
  const at = (column: GridColumn, minute: number): string => words.clock.time(msAt(column.axis, minute));
  const place = (column: GridColumn): string =>
    model.isWeek ? shortDay(column.axis.day, locale) : column.name;
  const clash = ({ resource, card }: Clash): string =>
    t(card.kind === 'block' ? 'clash.block' : `clash.${resource}`, {
      who: holderOf(card, words),
      provider: card.providerName ?? '',
      time: words.clock.range(Date.parse(card.startsAt), Date.parse(card.endsAt)),
    });
  const soft = (reason: SoftReason, landing: Landing): string =>
    softText(t, reason, { column: columnOf(landing), words });
  const time = ({ target }: Landing): string => {
    const column = model.columns[target.column];
    return column === undefined
      ? ''
      : `${at(column, target.start)}–${at(column, target.start + target.duration)} · ${place(column)}`;
  };
  const hint = (landing: Landing): string => {
    const column = columnOf(landing);
    const [first] = landing.verdict.clashes;
    if (column === undefined) return '';
    if (first !== undefined)
      return `${clash(first)}\n${nearestOf(
        t,
        landing.verdict.nearest.map((minute) => at(column, minute)),
      )}`;
    return landing.verdict.soft.map((reason) => soft(reason, landing)).join('\n');
  };
  const spoken = (landing: Landing): string => {
    const column = columnOf(landing);
    if (column === undefined) return '';
    const isTaken = landing.verdict.clashes.length > 0;
    return spokenOf(t, {
      text: hint(landing),
      isTaken,
      time: at(column, landing.target.start),
      place: place(column),
    });
  };
  return { time, hint, spoken, clash, soft, place };
};
