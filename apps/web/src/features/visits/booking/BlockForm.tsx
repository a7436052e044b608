import { blockKinds, createBlock } from '@topsmile/contracts';
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutBlanks } from '../../../ui/blanks.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { TimeField } from '../../../ui/TypedField.tsx';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { useAttemptKey } from '../use-attempt-key.ts';
import { useWhen } from '../use-when.ts';
import { useCreateBlock } from '../visit-acts.ts';
import { dayBoundsQuery, operatoriesQuery, providersQuery } from '../visits.api.ts';
import type { BookingPanelProps } from '../visits.types.ts';
import { dayOf, instantOf, timeOf } from '../when.ts';
import classes from './block-form.module.css';

type Props = BookingPanelProps & { zone: string; onVisit: () => void };

type Wall = { day: string; time: string };

const listOf = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** The typed day and time as the instant the API gave bounds for; undefined while either says nothing. */
const useStart = ({ draft, locationId, zone }: Props) => {
  const { i18n } = useTranslation();
  const [wall, setWall] = useState<Wall>(() => ({
    day: draft.startsAt === undefined ? draft.day : dayOf(draft.startsAt, zone),
    time: draft.startsAt === undefined ? '' : timeOf(draft.startsAt, { language: i18n.language, zone }),
  }));
  const bounds = useQuery(dayBoundsQuery(locationId, wall.day)).data;
  const startsAt = bounds === undefined ? undefined : instantOf(wall.time, bounds, zone);
  return { wall, setWall, startsAt };
};

/** Takes time of a chair, a provider or both out of the day: lunch, a meeting, a repair. */
export const BlockForm = (props: Props): JSX.Element => {
  const { draft, locationId, zone, onVisit, onClose, onBooked } = props;
  const { t } = useTranslation('visits');
  const id = useId();
  const when = useWhen(zone);
  const create = useCreateBlock();
  const attempted = useAttemptKey('block');
  const { wall, setWall, startsAt } = useStart(props);
  const operatories = useQuery(operatoriesQuery(locationId)).data ?? [];
  const providers = useQuery(providersQuery(locationId)).data ?? [];
  const form = useContractForm({
    schema: createBlock.body,
    initialValues: {
      locationId,
      operatoryId: draft.operatoryId ?? '',
      providerId: draft.providerId ?? '',
      startsAt: '',
      durationMinutes: 60,
      blockKind: 'meeting',
      note: '',
    },
    toBody: (values) => withoutBlanks({ ...values, startsAt: startsAt ?? '' }),
  });
  const send = async (body: ReturnType<typeof form.getTransformedValues>): Promise<void> => {
    const block = await create.mutateAsync({ body, key: attempted.keyFor(body) });
    attempted.succeed();
    showToast(t('block.done', { when: when.dayAndTime(block.startsAt) }));
    onBooked(block);
  };
  return (
    <Panel
      title={t('block.title')}
      size="form"
      onClose={onClose}
      footer={
        <Button type="submit" form={id} fullWidth className={classes.act ?? ''} loading={create.isPending}>
          {startsAt === undefined ? t('block.noTime') : t('block.at', { when: when.dayAndTime(startsAt) })}
        </Button>
      }
    >
      <Button
        variant="subtle"
        size="xs"
        className={classes.back ?? ''}
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={onVisit}
      >
        {t('block.back')}
      </Button>
      <Form form={form} id={id} label={t('block.title')} onSubmit={send}>
        <Select
          label={t('block.kind')}
          allowDeselect={false}
          data={blockKinds.map((value) => ({ value, label: t(`block.kinds.${value}`) }))}
          data-path="blockKind"
          {...form.getInputProps('blockKind')}
        />
        <Select
          label={t('block.chair')}
          clearable
          placeholder={t('block.noChair')}
          data={listOf(operatories)}
          data-path="operatoryId"
          {...form.getInputProps('operatoryId')}
        />
        <Select
          label={t('block.provider')}
          clearable
          placeholder={t('block.nobody')}
          data={listOf(providers.map((one) => ({ id: one.id, name: one.fullName })))}
          data-path="providerId"
          {...form.getInputProps('providerId')}
        />
        <div className={classes.start}>
          <DateField
            label={t('block.day')}
            zone={zone}
            value={wall.day}
            onChange={(day) => setWall({ ...wall, day })}
          />
          <TimeField
            label={t('block.time')}
            data-path="startsAt"
            value={wall.time}
            error={form.getInputProps('startsAt')['error']}
            onChange={(time) => setWall({ ...wall, time })}
          />
        </div>
        <NumberInput
          label={t('block.length')}
          min={5}
          max={1440}
          step={5}
          suffix={t('block.minutesSuffix')}
          allowDecimal={false}
          data-path="durationMinutes"
          {...form.getInputProps('durationMinutes')}
        />
        <TextInput label={t('block.note')} maxLength={120} data-path="note" {...form.getInputProps('note')} />
      </Form>
    </Panel>
  );
};
