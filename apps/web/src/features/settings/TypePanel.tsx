import { NativeSelect, TextInput } from '@mantine/core';
import {
  type AppointmentType,
  AppointmentTypeChange,
  AppointmentTypeDraft,
  categories,
  changeAppointmentType,
  createAppointmentType,
} from '@topsmile/contracts';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changesOf, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { Form } from '../../ui/Form.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toasts.ts';
import { typeFills } from '../../ui/type-fills.ts';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { useFormDraft } from '../../ui/use-form-draft.ts';
import { ColorChoice } from './parts/ColorChoice.tsx';
import { MinutesField } from './parts/MinutesField.tsx';
import { MoneyField } from './parts/MoneyField.tsx';
import { PatternEditor } from './parts/PatternEditor.tsx';
import { SaveBar } from './parts/SaveBar.tsx';
import classes from './parts/parts.module.css';
import { TypeBooking } from './parts/TypeBooking.tsx';
import { fittingSize, resized } from './pattern.ts';

type Values = z.input<typeof AppointmentTypeDraft>;
type Props = { type: AppointmentType | undefined; count: number; onClose: () => void };

const fresh = (count: number): Values => ({
  name: '',
  description: '',
  durationMinutes: 30,
  priceInCents: 0,
  color: typeFills[count % typeFills.length] ?? typeFills[0],
  category: 'consultation',
  patternSquareMinutes: 10,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  equipmentIds: [],
  allowsOnlineBooking: true,
  requiresApproval: false,
  preparationInstructions: '',
  postTreatmentInstructions: '',
  order: Math.min(count, 999),
});

const valuesOf = ({ id: _id, rev: _rev, isActive: _isActive, ...type }: AppointmentType): Values => ({
  ...type,
  description: type.description ?? '',
  preparationInstructions: type.preparationInstructions ?? '',
  postTreatmentInstructions: type.postTreatmentInstructions ?? '',
});

const useSaveType = (type: AppointmentType | undefined) =>
  useConfigure((draft: AppointmentTypeDraft) =>
    type === undefined
      ? call(createAppointmentType, { body: draft })
      : call(changeAppointmentType, {
          params: { typeId: type.id },
          body: AppointmentTypeChange.parse({
            rev: type.rev,
            ...changesOf(Object.keys(AppointmentTypeDraft.shape), type, draft),
          }),
        }),
  );

/** One appointment type: what it is called, how long it takes, when the dentist is needed. */
export const TypePanel = ({ type, count, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const formId = useId();
  const form = useContractForm({
    schema: AppointmentTypeDraft,
    initialValues: type === undefined ? fresh(count) : valuesOf(type),
  });
  const draft = useFormDraft(form, `type:${type?.id ?? 'new'}`);
  const save = useSaveType(type);
  const { durationMinutes, pattern, patternSquareMinutes: size = 10 } = form.values;

  const submit = async (values: AppointmentTypeDraft): Promise<void> => {
    await save.mutateAsync(values);
    draft.drop();
    showToast(t('types.saved', { name: values.name }));
    onClose();
  };
  const onDuration = (value: number | string): void => {
    form.setFieldValue('durationMinutes', value === '' ? Number.NaN : Number(value));
    const isWhole = Number.isInteger(value) && Number(value) >= 5;
    if (pattern === undefined || !isWhole) return;
    const used = fittingSize(Number(value), size);
    form.setFieldValue('patternSquareMinutes', used);
    form.setFieldValue('pattern', resized(pattern, Number(value), used));
  };
  const { onChange: _onChange, ...duration } = form.getInputProps('durationMinutes');
  const patternError: unknown = form.getInputProps('pattern').error;

  return (
    <Panel
      title={type?.name ?? t('types.new')}
      size="form"
      onClose={onClose}
      footer={
        <SaveBar
          formId={formId}
          label={type === undefined ? t('types.create') : t('types.save')}
          isSaving={save.isPending}
          draft={draft}
        />
      }
    >
      <Form id={formId} form={form} onSubmit={submit} label={t('types.form')}>
        <TextInput label={t('list.name')} {...form.getInputProps('name')} />
        <div className={classes.pair}>
          <NativeSelect
            label={t('types.category')}
            data={categories.map((value) => ({ value, label: t(`categories.${value}`) }))}
            {...form.getInputProps('category')}
          />
          <MinutesField label={t('types.duration')} min={15} max={480} {...duration} onChange={onDuration} />
        </div>
        <MoneyField label={t('types.price')} {...form.getInputProps('priceInCents')} />
        <ColorChoice value={form.values.color} onChange={(color) => form.setFieldValue('color', color)} />
        <h3>{t('pattern.title')}</h3>
        <PatternEditor
          pattern={pattern}
          size={size}
          durationMinutes={Number.isNaN(durationMinutes) ? 0 : durationMinutes}
          error={typeof patternError === 'string' ? patternError : undefined}
          onChange={(next) => form.setValues({ pattern: next.pattern, patternSquareMinutes: next.size })}
        />
        <TypeBooking form={form} />
      </Form>
    </Panel>
  );
};
