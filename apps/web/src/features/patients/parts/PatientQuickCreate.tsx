import { createPatient, formatCpf, formatPhoneBr } from '@topsmile/contracts';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, todayIn } from '../../../lib/dates.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { withoutBlanks } from '../../../ui/blanks.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Form } from '../../../ui/Form.tsx';
import { CpfField, PhoneField } from '../../../ui/TypedField.tsx';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { duplicatesQuery, type LikePerson, useCreatePatient } from '../patients.api.ts';
import { personFrom } from '../typed-person.ts';
import { type Alike, Duplicates } from './Duplicates.tsx';
import classes from './patient-picker.module.css';

type Props = { typed: string; zone: string; onChosen: (patientId: string) => void; onBack: () => void };

type Typed = Record<'firstName' | 'lastName' | 'phone', string> &
  Partial<Record<'cpf' | 'dateOfBirth', string | undefined>>;

/** What is worth asking about: a whole phone or CPF, or a whole name with the day of birth. */
const likenessOf = ({
  firstName,
  lastName,
  phone,
  cpf = '',
  dateOfBirth = '',
}: Typed): LikePerson | undefined => {
  const name = Object.fromEntries(
    Object.entries({ firstName, lastName }).filter(([, part]) => part.trim() !== ''),
  );
  const known = {
    ...(formatPhoneBr(phone) === undefined ? {} : { phone }),
    ...(formatCpf(cpf) === undefined ? {} : { cpf }),
    ...(isDay(dateOfBirth) && 'firstName' in name && 'lastName' in name ? { dateOfBirth } : {}),
  };
  return Object.keys(known).length === 0 ? undefined : { ...name, ...known };
};

const pauseMs = 250;

const useAlike = (values: Typed): readonly Alike[] => {
  const [settled] = useDebouncedValue(values, pauseMs);
  const found = useQuery(duplicatesQuery(likenessOf(settled))).data ?? [];
  return found.map(({ patient, reason }) => ({ id: patient.id, fullName: patient.fullName, reason }));
};

/** Registers somebody with the least that a booking needs: name and phone. */
export const PatientQuickCreate = ({ typed, zone, onChosen, onBack }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const id = useId();
  const first = useRef<HTMLHeadingElement>(null);
  const create = useCreatePatient();
  const [refused, setRefused] = useState<Alike>();
  const insists = useRef(false);
  const form = useContractForm({
    schema: createPatient.body,
    initialValues: { ...personFrom(typed), dateOfBirth: '' },
    toBody: (values) => withoutBlanks({ ...values, confirmDuplicate: insists.current }),
  });
  const alike = useAlike(form.values);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const send = async (body: ReturnType<typeof form.getTransformedValues>): Promise<void> => {
    setRefused(undefined);
    const patient = await create.mutateAsync({ ...body, confirmDuplicate: insists.current });
    onChosen(patient.id);
  };
  const onProblem = ({ code, details }: ApiProblem): boolean => {
    if (code !== 'duplicate-patient' || details.duplicateOf === undefined) return false;
    setRefused(details.duplicateOf);
    return true;
  };
  return (
    <section className={classes.quick} aria-label={t('quick.title')} data-field="patient">
      <h3 ref={first} tabIndex={-1}>
        {t('quick.title')}
      </h3>
      <Form form={form} id={id} label={t('quick.title')} onSubmit={send} onProblem={onProblem}>
        <div className={classes.pair}>
          <TextInput
            label={t('quick.firstName')}
            autoComplete="off"
            data-path="firstName"
            {...form.getInputProps('firstName')}
          />
          <TextInput
            label={t('quick.lastName')}
            autoComplete="off"
            data-path="lastName"
            {...form.getInputProps('lastName')}
          />
        </div>
        <PhoneField
          label={t('quick.phone')}
          autoComplete="off"
          data-path="phone"
          {...form.getInputProps('phone')}
        />
        <div className={classes.pair}>
          <DateField
            label={t('quick.birth')}
            zone={zone}
            max={todayIn(zone)}
            data-path="dateOfBirth"
            {...form.getInputProps('dateOfBirth')}
          />
          <CpfField label={t('quick.cpf')} data-path="cpf" {...form.getInputProps('cpf')} />
        </div>
      </Form>
      <Duplicates
        alike={refused === undefined ? alike : [refused]}
        isRefused={refused !== undefined}
        onUse={onChosen}
        onInsist={() => {
          insists.current = true;
          document.querySelector<HTMLFormElement>(`#${CSS.escape(id)}`)?.requestSubmit();
        }}
      />
      <div className={classes.actions}>
        <Button variant="default" size="xs" onClick={onBack}>
          {t('common:back')}
        </Button>
        <Button type="submit" form={id} size="xs" loading={create.isPending}>
          {t('quick.save')}
        </Button>
      </div>
    </section>
  );
};
