import { Checkbox, Switch } from '@mantine/core';
import {
  changeRestriction,
  getRestriction,
  listPeople,
  type Patient,
  type Restriction as RestrictionView,
  UserId,
} from '@topsmile/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../../lib/dates.ts';
import { call } from '../../../../lib/http.ts';
import { queryKeys } from '../../../../lib/query-keys.ts';
import { useCan } from '../../../../lib/session.ts';
import { showProblemToast, showToast } from '../../../../ui/toasts.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { useZone } from '../../use-zone.ts';
import { Sheet } from './Sheet.tsx';
import classes from './restricted-chart.module.css';

type Change = { isRestricted?: boolean; treatingUserIds?: UserId[] };

const useRestriction = (patientId: string) => {
  const { t } = useTranslation('patients');
  const cache = useQueryClient();
  const textOf = useProblemText();
  const read = useQuery({
    queryKey: [...queryKeys.patients, 'restriction', patientId],
    queryFn: ({ signal }) => call(getRestriction, { params: { patientId }, signal }),
  });
  const change = useMutation({
    mutationFn: (body: Change & { rev: number }) => call(changeRestriction, { params: { patientId }, body }),
    onSuccess: () => void showToast(t('restricted.saved')),
    onError: (error) => void showProblemToast(textOf(error)),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.patients }),
  });
  return { found: read.data, change };
};

type TreatingProps = { restriction: RestrictionView; onChange: (ids: UserId[]) => void };

/** Who may open the chart all the same. */
const Treating = ({ restriction, onChange }: TreatingProps): JSX.Element => {
  const { t } = useTranslation('patients');
  const people = useQuery({
    queryKey: [...queryKeys.people, 'list'],
    queryFn: ({ signal }) => call(listPeople, { signal }),
  });
  const working = (people.data ?? []).filter(({ state }) => state === 'active');
  return (
    <Checkbox.Group
      label={t('restricted.treating')}
      value={restriction.treatingUserIds}
      onChange={(ids) => onChange(ids.map((id) => UserId.parse(id)))}
    >
      {working.map(({ id, firstName, lastName }) => (
        <Checkbox key={id} value={id} label={`${firstName} ${lastName}`} mt="xs" />
      ))}
    </Checkbox.Group>
  );
};

const Emergencies = ({ restriction }: { restriction: RestrictionView }): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  if (restriction.emergencies.length === 0) return null;
  return (
    <>
      <h3>{t('restricted.emergencies')}</h3>
      <ul className={classes.emergencies}>
        {restriction.emergencies.map(({ at, by, reason }) => (
          <li key={`${at}${by}`}>
            {t('restricted.emergency', { when: dates.instant(at, 'dayTime'), by, reason })}
          </li>
        ))}
      </ul>
    </>
  );
};

const Control = ({ patientId }: { patientId: string }): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const mayChoose = useCan('users:read');
  const { found, change } = useRestriction(patientId);
  if (found === undefined) return null;
  const send = (body: Change): void => change.mutate({ rev: found.rev, ...body });
  return (
    <Sheet title={t('restricted.title')}>
      <Switch
        checked={found.isRestricted}
        disabled={change.isPending}
        label={t('restricted.switch')}
        description={t('restricted.help')}
        onChange={(event) => send({ isRestricted: event.currentTarget.checked })}
      />
      {found.isRestricted && mayChoose && (
        <Treating restriction={found} onChange={(treatingUserIds) => send({ treatingUserIds })} />
      )}
      <Emergencies restriction={found} />
    </Sheet>
  );
};

/** For those who may decide: whether the chart is restricted, to whom it is open, and who broke the glass. */
export const Restriction = ({ patient }: { patient: Patient }): JSX.Element | null =>
  useCan('patients:restricted') ? <Control patientId={patient.id} /> : null;
