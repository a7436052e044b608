import { useTranslation } from 'react-i18next';
import type { MoveOrder } from './agenda.cache.ts';
import { longDay } from './calendar.ts';
import type { CardWords } from './grid/card-words.ts';
import type { AgendaData } from './use-agenda-data.ts';
import { dayIn } from '../../lib/dates.ts';

type Input = { data: AgendaData; words: CardWords; day: string; zone: string };

/** "Consulta movida para 14:30, Cadeira 2": what changed and nothing else. */
export const useMoveText = ({ data, words, day, zone }: Input): ((order: MoveOrder) => string) => {
  const { t, i18n } = useTranslation('agenda');
  return ({ card, startsAt, durationMinutes, operatoryId }) => {
    const startMs = Date.parse(startsAt);
    const isResize = startMs === Date.parse(card.startsAt) && durationMinutes !== card.durationMinutes;
    if (isResize) return t('moved.resized', { minutes: durationMinutes });
    const itsDay = dayIn(zone, startMs);
    const chair = data.operatories.find(({ id }) => id === operatoryId)?.name;
    const parts = [
      itsDay === day ? undefined : longDay(itsDay, i18n.language).toLocaleLowerCase(i18n.language),
      words.clock.time(startMs),
      operatoryId === card.operatoryId ? undefined : chair,
    ];
    const where = parts.filter((part) => part !== undefined).join(', ');
    return card.status === 'confirmed' ? t('moved.reconfirm', { where }) : t('moved.done', { where });
  };
};
