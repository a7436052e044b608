import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ClosureDraft, createClosure, LocationId } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { locationsQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toasts.ts';
import { Refusal } from './hours/Refusal.tsx';
import { StretchFields } from './hours/StretchFields.tsx';
import { useStretch } from './hours/use-stretch.ts';
import classes from './parts/parts.module.css';

type Props = { zone: string; onClose: () => void };

const useAddClosure = (onClose: () => void) => {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const save = useConfigure((body: ClosureDraft) => call(createClosure, { body }));
  const [failure, setFailure] = useState<unknown>();
  return {
    isSaving: save.isPending,
    failure,
    add: async (body: ClosureDraft): Promise<void> => {
      setFailure(undefined);
      try {
        const { strandedCount } = await save.mutateAsync(body);
        onClose();
        if (strandedCount === 0) showToast(t('closures.saved'));
        else
          showToast(t('closures.savedStranded', { count: strandedCount }), {
            label: t('seeQueue'),
            run: () => void navigate('/queue'),
          });
      } catch (error) {
        setFailure(error);
      }
    },
  };
};

/** A day, several days or some hours of a day. Visits inside stay booked and wait in the queue. */
export const ClosurePanel = ({ zone, onClose }: Props): JSX.Element => {
  const { t } = useTranslation(['settings', 'errors']);
  const formId = useId();
  const locations = (useQuery(locationsQuery).data ?? []).filter(({ isActive }) => isActive);
  const stretch = useStretch();
  const [reason, setReason] = useState('');
  const [reasonError, setReasonError] = useState<string>();
  const [locationId, setLocationId] = useState('');
  const { add, failure, isSaving } = useAddClosure(onClose);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const days = stretch.finish();
    const isBlank = reason.trim() === '';
    setReasonError(isBlank ? t('issues.required', { ns: 'errors' }) : undefined);
    if (days === undefined || isBlank) return;
    const where = LocationId.safeParse(locationId);
    const body = ClosureDraft.safeParse({
      ...days,
      reason,
      ...(where.success ? { locationId: where.data } : {}),
    });
    if (body.success) void add(body.data);
    else setReasonError(t('issues.custom', { ns: 'errors' }));
  };
  const halves = [
    { key: 'morning', startsAt: '08:00', endsAt: '12:00' },
    { key: 'afternoon', startsAt: '12:00', endsAt: '18:00' },
  ];
  return (
    <Panel
      title={t('closures.new')}
      size="form"
      onClose={onClose}
      footer={
        <div className={classes.saveBar}>
          <Button type="submit" form={formId} loading={isSaving}>
            {t('closures.save')}
          </Button>
        </div>
      }
    >
      <form id={formId} className={classes.stack} noValidate onSubmit={submit} aria-label={t('closures.new')}>
        {failure !== undefined && <Refusal error={failure} />}
        <TextInput
          label={t('closures.reason')}
          placeholder={t('closures.reasonExample')}
          maxLength={120}
          value={reason}
          error={reasonError}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {locations.length > 1 && (
          <NativeSelect
            label={t('closures.where')}
            value={locationId}
            data={[
              { value: '', label: t('closures.everywhere') },
              ...locations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => setLocationId(event.currentTarget.value)}
          />
        )}
        <StretchFields stretch={stretch} zone={zone} />
        {stretch.draft.isPart && (
          <div className={classes.buttons}>
            {halves.map(({ key, startsAt, endsAt }) => (
              <Button
                key={key}
                size="xs"
                variant="default"
                onClick={() => stretch.change({ startsAt, endsAt })}
              >
                {t(`closures.${key}`)}
              </Button>
            ))}
          </div>
        )}
        <p className={classes.note}>{t('closures.note')}</p>
      </form>
    </Panel>
  );
};
