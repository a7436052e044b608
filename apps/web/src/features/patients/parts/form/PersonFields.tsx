import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../../ui/DateField.tsx';
import { CpfField, PhoneField } from '../../../../ui/TypedField.tsx';
import type { PatientFormState } from '../../use-patient-form.ts';
import { FormSection, Pair } from './FormSection.tsx';

export type FieldsProps = { form: PatientFormState['form'] };

type PersonalProps = FieldsProps & { zone: string; today: string };

export const PersonalFields = ({ form, zone, today }: PersonalProps): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <FormSection title={t('form.personal')}>
      <Pair>
        <TextInput
          label={t('field.firstName')}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('firstName')}
        />
        <TextInput label={t('field.lastName')} autoComplete="off" {...form.getInputProps('lastName')} />
      </Pair>
      <TextInput
        label={t('field.socialName')}
        description={t('form.socialNameHint')}
        autoComplete="off"
        {...form.getInputProps('socialName')}
      />
      <Pair>
        <DateField
          label={t('field.dateOfBirth')}
          zone={zone}
          max={today}
          {...form.getInputProps('dateOfBirth')}
        />
        <NativeSelect
          label={t('field.gender')}
          data={[
            { value: '', label: t('form.notSaid') },
            { value: 'female', label: t('gender.female') },
            { value: 'male', label: t('gender.male') },
            { value: 'other', label: t('gender.other') },
          ]}
          {...form.getInputProps('gender')}
        />
      </Pair>
      <CpfField label={t('field.cpf')} {...form.getInputProps('cpf')} />
    </FormSection>
  );
};

export const ContactFields = ({ form }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <FormSection title={t('form.contact')}>
      <PhoneField
        label={t('field.phone')}
        description={t('form.phoneHint')}
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <TextInput
        label={t('field.email')}
        type="email"
        inputMode="email"
        autoComplete="off"
        {...form.getInputProps('email')}
      />
    </FormSection>
  );
};

export const PreferenceFields = ({ form }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <FormSection title={t('form.preferences')}>
      <NativeSelect
        label={t('field.preferredContact')}
        data={(['whatsapp', 'sms', 'email', 'phone'] as const).map((value) => ({
          value,
          label: t(`contactBy.${value}`),
        }))}
        {...form.getInputProps('preferredContact')}
      />
      <Textarea
        label={t('field.notes')}
        description={t('form.notesHint')}
        autosize={false}
        rows={3}
        {...form.getInputProps('notes')}
      />
    </FormSection>
  );
};
