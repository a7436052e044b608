import type { ResponseOf, bookSeries } from '@topsmile/contracts';
import { Button, Modal, NumberInput, Radio } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../lib/problem.ts';
import { Segments } from '../../../ui/Segments.tsx';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { useAttemptKey } from '../use-attempt-key.ts';
import type { When } from '../use-when.ts';
import { type Booking, useBookSeries } from '../visit-acts.ts';
import { longDay } from '../when.ts';
import { mostVisits, type Rhythm, rhythms, rruleOf } from './series.ts';
import classes from './series-dialog.module.css';

type Props = {
  /** The visit to repeat; undefined while the form is not complete. */
  body: Booking | undefined;
  when: When;
  onClose: () => void;
  onBooked: (first: { id: string; startsAt: string }) => void;
};

type Mode = 'atomic' | 'skip';
type Plan = { rhythm: Rhythm; count: number; mode: Mode };
type Result = ResponseOf<typeof bookSeries>;

const Clashes = ({ problem, when }: { problem: unknown; when: When }): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const days = problem instanceof ApiProblem ? (problem.details.clashes ?? []) : [];
  return (
    <div className={classes.problem} role="alert">
      <p>{days.length === 0 ? problemText(problem) : t('series.clashes', { count: days.length })}</p>
      {days.length > 0 && (
        <ul>
          {days.map((day) => (
            <li key={day}>{longDay(day, when.language)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Results = ({
  result,
  when,
  onDone,
}: {
  result: Result;
  when: When;
  onDone: () => void;
}): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <div aria-live="polite">
      <p className={classes.lead}>{t('series.booked', { count: result.booked.length })}</p>
      <ul className={classes.list}>
        {result.booked.map((visit) => (
          <li key={visit.id}>{when.range(visit.startsAt, visit.endsAt)}</li>
        ))}
        {result.skipped.map((day) => (
          <li key={day} data-skipped>
            {t('series.skipped', { day: longDay(day, when.language) })}
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button onClick={onDone} data-autofocus>
          {t('series.done')}
        </Button>
      </div>
    </div>
  );
};

type FieldsProps = { plan: Plan; onChange: (plan: Plan) => void };

const Fields = ({ plan, onChange }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <>
      <Segments
        label={t('series.rhythm')}
        value={plan.rhythm}
        options={rhythms.map((value) => ({ value, label: t(`series.${value}`) }))}
        onChange={(rhythm) => onChange({ ...plan, rhythm })}
      />
      <NumberInput
        label={t('series.count')}
        min={2}
        max={mostVisits}
        clampBehavior="strict"
        allowDecimal={false}
        value={plan.count}
        onChange={(count) => onChange({ ...plan, count: Number(count) })}
      />
      <Radio.Group
        label={t('series.mode')}
        value={plan.mode}
        onChange={(mode) => onChange({ ...plan, mode: mode === 'skip' ? 'skip' : 'atomic' })}
      >
        <div className={classes.modes}>
          <Radio value="atomic" label={t('series.atomic')} />
          <Radio value="skip" label={t('series.skip')} />
        </div>
      </Radio.Group>
    </>
  );
};

/** Repeats the visit in the form weekly, every two weeks or monthly, at the same time on the clinic's clock. */
export const SeriesDialog = ({ body, when, onClose, onBooked }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const [plan, setPlan] = useState<Plan>({ rhythm: 'weekly', count: 4, mode: 'atomic' });
  const series = useBookSeries();
  const attempted = useAttemptKey('series');
  const isPlanned = plan.count >= 2 && plan.count <= mostVisits;
  const book = (): void => {
    if (body === undefined || series.isPending || !isPlanned) return;
    const { override: _single, isWalkIn: _now, ...visit } = body;
    const wanted = { ...visit, rrule: rruleOf(plan.rhythm, plan.count), mode: plan.mode };
    series.mutate({ body: wanted, key: attempted.keyFor(wanted) }, { onSuccess: attempted.succeed });
  };
  const finish = (): void => {
    const first = series.data?.booked[0];
    onClose();
    if (first !== undefined) onBooked(first);
  };
  return (
    <Modal
      opened
      onClose={series.isSuccess ? finish : onClose}
      title={t('series.title')}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      {series.data !== undefined ? (
        <Results result={series.data} when={when} onDone={finish} />
      ) : (
        <div className={classes.fields}>
          <p className={classes.lead}>
            {body === undefined
              ? t('series.incomplete')
              : t('series.from', { when: when.dayAndTime(body.startsAt) })}
          </p>
          {series.isError && <Clashes problem={series.error} when={when} />}
          <Fields plan={plan} onChange={setPlan} />
          <div className={classes.actions}>
            <Button variant="default" onClick={onClose}>
              {t('common:back')}
            </Button>
            <Button disabled={body === undefined} loading={series.isPending} onClick={book}>
              {t('series.act', { count: plan.count })}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
};
