import type { Agenda, VisitCard } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconArrowsMove, IconPin, IconPinned } from '@tabler/icons-react';
import type { CSSProperties, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/Kbd.tsx';
import { iconOfStatus, tokensOfStatus } from '../../../ui/statuses.ts';
import { park, togglePinboard, unpark, useAgendaStore } from '../agenda.store.ts';
import classes from './footer.module.css';

const counted = [
  'completed',
  'in_progress',
  'checked_in',
  'confirmed',
  'scheduled',
  'held',
  'no_show',
  'cancelled',
] as const;
type Counted = (typeof counted)[number];

const Count = ({ status, count }: { status: Counted; count: number }): JSX.Element => {
  const { t } = useTranslation('agenda');
  const Icon = iconOfStatus[status];
  const style: CSSProperties & Record<'--c', string> = { '--c': tokensOfStatus(status).bar };
  return (
    <li className={classes.count} style={style}>
      <Icon size={16} aria-hidden />
      <b>{count}</b>
      {t(`total.${status}`, { count })}
    </li>
  );
};

const MoveHints = (): JSX.Element => {
  const { t } = useTranslation('agenda');
  return (
    <p className={classes.hints}>
      <span>
        <Kbd>↑↓←→</Kbd> {t('hint.choose')}
      </span>
      <span>
        <Kbd>Enter</Kbd> {t('hint.drop')}
      </span>
      <span>
        <Kbd>Esc</Kbd> {t('hint.cancel')}
      </span>
    </p>
  );
};

const SelectedActs = ({ card, onMove }: { card: VisitCard; onMove: () => void }): JSX.Element => {
  const { t } = useTranslation('agenda');
  const isParked = useAgendaStore((store) => store.pinboard.some(({ id }) => id === card.id));
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconArrowsMove size={16} aria-hidden />}
        onClick={onMove}
      >
        {t('move.open')}
      </Button>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPinned size={16} aria-hidden />}
        aria-keyshortcuts="P"
        onClick={() => (isParked ? unpark(card.id) : park(card))}
      >
        {t(isParked ? 'pinboard.unpark' : 'pinboard.park')}
      </Button>
    </>
  );
};

type Props = {
  totals: Partial<Agenda['totals']> | undefined;
  isMoving: boolean;
  /** The visit whose panel is open, when it may be moved. */
  selected: VisitCard | undefined;
  onMove: () => void;
};

/** How the day stands, in words; while something is moved, the keys that move it. */
export const TotalsBar = ({ totals, isMoving, selected, onMove }: Props): JSX.Element => {
  const { t } = useTranslation('agenda');
  const { pinboard, isPinboardOpen } = useAgendaStore();
  return (
    <div className={classes.footer}>
      {isMoving ? (
        <MoveHints />
      ) : (
        <ul className={classes.counts} aria-label={t('total.label')}>
          {counted.map((status) => {
            const count = totals?.[status] ?? 0;
            return count > 0 && <Count key={status} status={status} count={count} />;
          })}
        </ul>
      )}
      <div className={classes.acts}>
        {selected !== undefined && !isMoving && <SelectedActs card={selected} onMove={onMove} />}
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          data-pinboard
          aria-expanded={isPinboardOpen}
          leftSection={<IconPin size={16} aria-hidden />}
          onClick={togglePinboard}
        >
          {t('pinboard.title')} <b>&nbsp;{pinboard.length}</b>
        </Button>
      </div>
    </div>
  );
};
