import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CpfField, PhoneField } from '../../../../ui/TypedField.tsx';
import { relationships } from '../../relationships.ts';
import { FormSection, Pair } from './FormSection.tsx';
import type { FieldsProps } from './PersonFields.tsx';

/** Opens by itself for a minor, and wherever somebody is named already. */
export const GuardianFields = ({ form, isMinor }: FieldsProps & { isMinor: boolean }): JSX.Element => {
  const { t } = useTranslation('patients');
  const [isAsked, setAsked] = useState(false);
  const { name, phone, cpf } = form.values.guardian;
  const isOpen = isAsked || isMinor || [name, phone, cpf].some((field) => field !== '');
  return (
    <FormSection title={t('form.guardian')} hint={isMinor ? t('form.minorHint') : undefined}>
      {isOpen ? (
        <>
          <TextInput
            label={t('field.guardianName')}
            autoComplete="off"
            {...form.getInputProps('guardian.name')}
          />
          <Pair>
            <NativeSelect
              label={t('field.relationship')}
              data={relationships.map((value) => ({ value, label: t(`relationship.${value}`) }))}
              {...form.getInputProps('guardian.relationship')}
            />
            <PhoneField
              label={t('field.guardianPhone')}
              autoComplete="off"
              {...form.getInputProps('guardian.phone')}
            />
          </Pair>
          <CpfField label={t('field.guardianCpf')} {...form.getInputProps('guardian.cpf')} />
        </>
      ) : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {t('form.addGuardian')}
          </Button>
        </div>
      )}
    </FormSection>
  );
};

export const EmergencyFields = ({ form }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <FormSection title={t('form.emergency')}>
      <TextInput
        label={t('field.emergencyName')}
        autoComplete="off"
        {...form.getInputProps('emergencyContact.name')}
      />
      <Pair>
        <PhoneField
          label={t('field.emergencyPhone')}
          autoComplete="off"
          {...form.getInputProps('emergencyContact.phone')}
        />
        <TextInput
          label={t('field.emergencyRelationship')}
          autoComplete="off"
          {...form.getInputProps('emergencyContact.relationship')}
        />
      </Pair>
    </FormSection>
  );
};
