import { Button } from '@mantine/core';
import { changeLocation } from '@topsmile/contracts';
import { type JSX, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../../lib/configuration.ts';
import { call } from '../../../lib/http.ts';
import { dropDraft, readDraft, saveDraft } from '../../../lib/drafts.ts';
import { blocksOf, hoursOf, type WeekBlock } from '../../../ui/week-hours/week.ts';
import { WeekHours } from '../../../ui/week-hours/WeekHours.tsx';
import { StepProblem } from '../parts/StepProblem.tsx';
import type { StepProps } from '../setup-preview.ts';
import classes from '../setup.module.css';

const workdays = [1, 2, 3, 4, 5];
const presets = [
  { key: 'straight', hours: [{ weekdays: workdays, startsAt: '08:00', endsAt: '18:00' }] },
  {
    key: 'lunch',
    hours: [
      { weekdays: workdays, startsAt: '08:00', endsAt: '12:00' },
      { weekdays: workdays, startsAt: '13:00', endsAt: '18:00' },
    ],
  },
  {
    key: 'saturday',
    hours: [
      { weekdays: workdays, startsAt: '08:00', endsAt: '18:00' },
      { weekdays: [6], startsAt: '08:00', endsAt: '12:00' },
    ],
  },
] as const;

const draftKey = 'setup:hours';
const isBlocks = (value: unknown): value is WeekBlock[] => Array.isArray(value);
type Hours = readonly { weekdays: readonly number[]; startsAt: string; endsAt: string }[];
const weekOf = (hours: Hours): WeekBlock[] =>
  blocksOf(hours.map((block) => ({ ...block, weekdays: [...block.weekdays], place: '' })));
const withoutPlace = (blocks: readonly WeekBlock[]) =>
  hoursOf(blocks).map(({ place: _place, ...block }) => block);

export const HoursStep = ({ state, formId, onPreview, onSaving, onDone }: StepProps): JSX.Element => {
  const { t } = useTranslation('setup');
  const { location } = state;
  const [blocks, setBlocks] = useState(() => readDraft(draftKey, isBlocks) ?? weekOf(location.hours));
  const [problem, setProblem] = useState<{ error?: unknown; text?: string }>();
  const write = useConfigure((hours: ReturnType<typeof withoutPlace>) =>
    call(changeLocation, { params: { locationId: location.id }, body: { rev: location.rev, hours } }),
  );
  const change = (next: WeekBlock[]): void => {
    setBlocks(next);
    saveDraft(draftKey, next);
    setProblem(undefined);
    onPreview({ hours: withoutPlace(next) });
  };
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (blocks.length === 0) {
      setProblem({ text: t('step.hours.none') });
      return;
    }
    onSaving(true);
    try {
      await write.mutateAsync(withoutPlace(blocks));
      dropDraft(draftKey);
      onDone();
    } catch (error) {
      setProblem({ error });
    } finally {
      onSaving(false);
    }
  };
  return (
    <form id={formId} noValidate onSubmit={(event) => void submit(event)} className={classes.fields}>
      {problem !== undefined && <StepProblem {...problem} />}
      <div className={classes.presets}>
        {presets.map(({ key, hours }) => (
          <Button key={key} size="xs" variant="default" onClick={() => change(weekOf(hours))}>
            {t(`step.hours.presets.${key}`)}
          </Button>
        ))}
      </div>
      <WeekHours label={t('step.hours.title')} blocks={blocks} onChange={change} isTyped />
    </form>
  );
};
