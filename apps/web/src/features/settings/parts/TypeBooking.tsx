import { Checkbox, Switch, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { equipmentQuery } from '../../../lib/configuration.ts';
import { MinutesField } from './MinutesField.tsx';
import classes from './parts.module.css';

/** What a type occupies besides its time, who may book it, and what the patient is told. */
export const TypeBooking = <V, T>({ form }: { form: UseFormReturnType<V, T> }): JSX.Element => {
  const { t } = useTranslation('settings');
  const equipment = (useQuery(equipmentQuery).data ?? []).filter(({ isActive }) => isActive);
  return (
    <>
      <h3>{t('types.buffers')}</h3>
      <div className={classes.pair}>
        <MinutesField
          label={t('types.bufferBefore')}
          min={0}
          max={120}
          {...form.getInputProps('bufferBeforeMinutes')}
        />
        <MinutesField
          label={t('types.bufferAfter')}
          min={0}
          max={120}
          {...form.getInputProps('bufferAfterMinutes')}
        />
      </div>
      {equipment.length > 0 && (
        <Checkbox.Group label={t('types.equipment')} {...form.getInputProps('equipmentIds')}>
          {equipment.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} mt="xs" />
          ))}
        </Checkbox.Group>
      )}
      <Switch
        label={t('types.online')}
        {...form.getInputProps('allowsOnlineBooking', { type: 'checkbox' })}
      />
      <Switch
        label={t('types.approval')}
        description={t('types.approvalHelp')}
        {...form.getInputProps('requiresApproval', { type: 'checkbox' })}
      />
      <Textarea
        label={t('types.preparation')}
        description={t('types.preparationHelp')}
        rows={3}
        {...form.getInputProps('preparationInstructions')}
      />
      <Textarea label={t('types.aftercare')} rows={3} {...form.getInputProps('postTreatmentInstructions')} />
    </>
  );
};
