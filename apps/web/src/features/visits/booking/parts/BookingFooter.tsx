import { Button } from '@mantine/core';
import type { JSX, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../../ui/Kbd.tsx';
import type { When } from '../../use-when.ts';
import { addMinutes } from '../../when.ts';
import type { SlotState } from '../use-free-times.ts';
import classes from './booking-footer.module.css';

type Props = {
  ref: Ref<HTMLButtonElement>;
  when: When;
  startsAt: string | undefined;
  durationMinutes: number;
  isWalkIn: boolean;
  /** Who and where, by name. */
  who: readonly string[];
  state: SlotState;
  isSending: boolean;
  onBook: () => void;
};

const useAct = ({ startsAt, isWalkIn, when }: Pick<Props, 'startsAt' | 'isWalkIn' | 'when'>): string => {
  const { t } = useTranslation('visits');
  if (isWalkIn) return t('book.now');
  return startsAt === undefined ? t('book.noTime') : t('book.at', { when: when.dayAndTime(startsAt) });
};

/** The whole act in words: when, with whom, where, and the button that does it. */
export const BookingFooter = (props: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const { ref, when, startsAt, durationMinutes, who, state, isSending, onBook } = props;
  const act = useAct(props);
  return (
    <>
      {startsAt !== undefined && (
        <p className={classes.summary}>
          <b>{when.range(startsAt, addMinutes(startsAt, durationMinutes))}</b>
          <small data-state={state}>
            {[...who, state === 'none' ? '' : t(`slot.${state}`)].filter((word) => word !== '').join(' · ')}
          </small>
        </p>
      )}
      <Button
        ref={ref}
        fullWidth
        className={classes.act ?? ''}
        loading={isSending}
        aria-keyshortcuts="Control+Enter"
        rightSection={<Kbd isOnBrand>Ctrl ↵</Kbd>}
        onClick={onBook}
      >
        {act}
      </Button>
    </>
  );
};
