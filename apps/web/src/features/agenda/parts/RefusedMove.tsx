import { Button, CloseButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { gridRoles } from '../grid/grid-roles.ts';
import { shortDay } from '../calendar.ts';
import type { ClockLabels } from '../grid/axis.ts';
import { dayIn } from '../../../lib/dates.ts';
import type { Moves } from '../use-moves.ts';
import classes from './footer.module.css';

type Props = {
  moves: Moves;
  clock: ClockLabels;
  zone: string;
  /** The day on screen: alternatives on another one say so. */
  day: string;
  canSqueeze: boolean;
  /** The bar goes away; focus belongs to the visit again. */
  onDone: (cardId: string) => void;
  placeOf: (alternative: {
    providerId: string | undefined;
    operatoryId: string | undefined;
  }) => string | undefined;
};

/** The visit is back where it was: who holds the time, and three others close to it. */
export const RefusedMove = ({
  moves,
  clock,
  zone,
  day,
  canSqueeze,
  onDone,
  placeOf,
}: Props): JSX.Element | null => {
  const { t, i18n } = useTranslation('agenda');
  const { refusal } = moves;
  if (refusal === undefined) return null;
  const done = (act: () => void): void => {
    act();
    onDone(refusal.order.card.id);
  };
  return (
    <div className={classes.refusal} {...gridRoles.group} aria-label={t('refused.label')}>
      <IconArrowBackUp size={20} aria-hidden />
      <p>
        <b>{refusal.message}</b> {refusal.alternatives.length > 0 ? t('refused.near') : t('refused.kept')}
      </p>
      <span className={classes.acts}>
        {refusal.alternatives.map((alternative) => {
          const ms = Date.parse(alternative.startsAt);
          const itsDay = dayIn(zone, ms);
          const parts = [
            itsDay === day ? undefined : shortDay(itsDay, i18n.language),
            clock.time(ms),
            placeOf(alternative),
          ];
          return (
            <Button
              key={`${alternative.startsAt}${alternative.operatoryId}`}
              variant="default"
              size="xs"
              onClick={() => done(() => moves.choose(alternative))}
            >
              {parts.filter((part) => part !== undefined).join(' · ')}
            </Button>
          );
        })}
      </span>
      <span className={`${classes.acts} ${classes.last}`}>
        {refusal.override !== undefined && canSqueeze && (
          <Button variant="subtle" color="red" size="xs" onClick={moves.squeeze}>
            {t('refused.squeeze')}
          </Button>
        )}
        <CloseButton aria-label={t('refused.dismiss')} onClick={() => done(moves.dismiss)} />
      </span>
    </div>
  );
};
