import type { SlotOffer, VisitCard } from '@topsmile/contracts';
import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone, Loading } from '../../../ui/Skeletons.tsx';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import type { When } from '../use-when.ts';
import { nextFreeQuery } from '../visits.api.ts';
import { longDay } from '../when.ts';
import { searchFor } from './moves.ts';
import classes from './queue.module.css';

type Props = {
  visit: VisitCard;
  target: SlotOffer | undefined;
  when: When;
  onChoose: (slot: SlotOffer) => void;
};

const Times = ({ visit, when, onChoose }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const { data, error } = useQuery(nextFreeQuery(searchFor(visit)));
  if (error !== null) return <p role="alert">{problemText(error)}</p>;
  if (data === undefined)
    return (
      <Loading label={t('times.loading')}>
        <Bone width="220px" height={36} />
      </Loading>
    );
  if (data.days.length === 0) return <p>{t('queue.noTimes')}</p>;
  return (
    <>
      {data.days.map(({ day, slots }) => (
        <div key={day} className={classes.day}>
          <b>{longDay(day, when.language)}</b>
          <span>
            {slots.map((slot) => (
              <Button
                key={slot.startsAt + slot.operatoryId}
                variant="default"
                size="xs"
                aria-label={when.dayAndTime(slot.startsAt)}
                onClick={() => onChoose(slot)}
              >
                {when.time(slot.startsAt)}
              </Button>
            ))}
          </span>
        </div>
      ))}
    </>
  );
};

/** The time a visit would move to; pressing it shows others. */
export const OtherTimes = (props: Props): JSX.Element => {
  const { visit, target, when, onChoose } = props;
  const { t } = useTranslation('visits');
  const [isOpen, setOpen] = useState(false);
  const words = target === undefined ? t('queue.noSuggestion') : when.dayAndTime(target.startsAt);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          aria-expanded={isOpen}
          aria-label={t('queue.otherTime', { name: visit.patientName ?? '', when: words })}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <section aria-label={t('queue.others')} tabIndex={-1} data-autofocus>
            <Times
              {...props}
              onChoose={(slot) => {
                setOpen(false);
                onChoose(slot);
              }}
            />
          </section>
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
