import type { Agenda, Provider } from '@topsmile/contracts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../lib/preferences.ts';
import { providerBarOf } from '../../ui/type-fills.ts';
import { useAgendaStore } from './agenda.store.ts';
import type { AgendaBy } from './agenda.types.ts';
import { type CardWords, cardWords } from './grid/card-words.ts';
import type { CardLook } from './grid/ColumnView.tsx';
import { type GridModel, gridModel } from './grid/model.ts';
import { type LandingTexts, landingTexts } from './landing-texts.ts';

/** Holds the last value while something is in the hand: nothing may shift under the pointer. */
export const useHeldStill = <T>(value: T, isHeld: boolean): T => {
  const [kept, setKept] = useState(value);
  if (!isHeld && kept !== value) setKept(value);
  return isHeld ? kept : value;
};

type Input = {
  agenda: Agenda | undefined;
  by: AgendaBy;
  nowMs: number;
  canBook: boolean;
};

/** The grid's model; rebuilt when the answer, the options or the step of now change. */
export const useAgendaModel = ({ agenda, by, nowMs, canBook }: Input): GridModel | undefined => {
  const { t } = useTranslation('agenda');
  const showsCancelled = useAgendaStore((store) => store.showsCancelled);
  const showsWholeDay = useAgendaStore((store) => store.showsWholeDay);
  const stepMs = (agenda?.slotStepMinutes ?? 15) * 60_000;
  const steppedNow = Math.ceil(nowMs / stepMs) * stepMs;
  const restName = t(`rest.${by}`);
  return useMemo(
    () =>
      agenda &&
      gridModel(agenda, { by, nowMs: steppedNow, showsCancelled, showsWholeDay, canBook, restName }),
    [agenda, by, steppedNow, showsCancelled, showsWholeDay, canBook, restName],
  );
};

export const useCardWords = (zone: string): CardWords => {
  const { t } = useTranslation('agenda');
  const isInitials = useAgendaStore((store) => store.isInitials);
  return useMemo(() => cardWords(t, zone, isInitials), [t, zone, isInitials]);
};

export const useCardLook = (words: CardWords, providers: readonly Provider[], canMove: boolean): CardLook => {
  const mode = usePreferences((preferences) => preferences.cardColourMode);
  const pixelsPerHour = useAgendaStore((store) => store.pixelsPerHour);
  return useMemo(
    () => ({
      words,
      isTypeColoured: mode === 'type',
      providerColors: new Map(providers.map(({ id, colorIndex }) => [id, providerBarOf(colorIndex)])),
      pixelsPerMinute: pixelsPerHour / 60,
      canMove,
    }),
    [words, mode, providers, pixelsPerHour, canMove],
  );
};

export const useLandingTexts = (model: GridModel | undefined, words: CardWords): LandingTexts | undefined => {
  const { t, i18n } = useTranslation('agenda');
  const { language } = i18n;
  return useMemo(
    () => model && landingTexts(t, model, { words, locale: language }),
    [t, model, words, language],
  );
};
