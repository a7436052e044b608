import { useMatches } from '@mantine/core';
import { Fragment, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../../../../lib/clock.ts';
import type { When } from '../../use-when.ts';
import type { BookingPanelProps } from '../../visits.types.ts';
import { nextFiveMinutes } from '../../when.ts';
import {
  type BookingField,
  type BookingForm,
  type ChosenTime,
  withProvider,
  withTime,
  withType,
} from '../booking-form.ts';
import type { SettledForm } from '../use-settled.ts';
import { Extras, WalkIn } from './Extras.tsx';
import { FreeTimes } from './FreeTimes.tsx';
import { TypeChips } from './TypeChips.tsx';
import { WhoAndLength } from './WhoAndLength.tsx';

export type BookingFieldsProps = {
  form: BookingForm;
  settledForm: SettledForm;
  when: When;
  missing: readonly BookingField[];
  renderPatient: BookingPanelProps['renderPatient'];
  /** A change of what is booked. */
  onChange: (form: BookingForm) => void;
  /** A change of what is looked at. */
  onLook: (form: BookingForm) => void;
};

type PartProps = BookingFieldsProps & { errorOf: (field: BookingField) => string | undefined };

const Times = ({ form, settledForm, when, onChange, onLook, errorOf }: PartProps): JSX.Element => (
  <FreeTimes
    form={form}
    times={settledForm.times}
    when={when}
    operatories={settledForm.operatories}
    providers={settledForm.providers}
    error={errorOf('time')}
    onChoose={(slot: ChosenTime) => onChange(withTime(form, slot))}
    onPart={(part) => onLook({ ...form, part })}
    onFrom={(from) => onLook({ ...form, from })}
    onRank={(rank) => onLook({ ...form, rank })}
  />
);

const WhatAndWho = ({ form, settledForm, onChange, errorOf }: PartProps): JSX.Element => (
  <>
    <div data-field="type">
      <TypeChips
        types={settledForm.types}
        value={settledForm.type?.id}
        error={errorOf('type')}
        onChange={(typeId) => onChange(withType(form, typeId))}
      />
    </div>
    <WhoAndLength
      providers={settledForm.providers}
      type={settledForm.type}
      form={form}
      error={errorOf('provider')}
      onProvider={(providerId) => onChange(withProvider(form, providerId))}
      onDuration={(durationMinutes) => onChange({ ...form, durationMinutes })}
    />
  </>
);

/** The fields of a booking; on a phone, where no grid stands beside them, the times come first. */
export const BookingFields = (props: BookingFieldsProps): JSX.Element => {
  const { form, when, missing, renderPatient, onChange } = props;
  const { t } = useTranslation('visits');
  const isPhone = useMatches({ base: true, sm: false }, { getInitialValueInEffect: false });
  const parts = {
    ...props,
    errorOf: (field: BookingField) => (missing.includes(field) ? t(`missing.${field}`) : undefined),
  };
  const patient = (
    <Fragment key="patient">
      {renderPatient({
        patientId: form.patientId,
        zone: when.zone,
        error: parts.errorOf('patient'),
        onChange: (patientId) => onChange({ ...form, patientId }),
      })}
    </Fragment>
  );
  const what = <WhatAndWho key="what" {...parts} />;
  const times = form.isWalkIn ? null : <Times key="times" {...parts} />;
  const walkIn = (isWalkIn: boolean): void =>
    onChange({ ...form, isWalkIn, chosen: isWalkIn ? { startsAt: nextFiveMinutes(now()) } : undefined });
  return (
    <>
      {isPhone ? [times, patient, what] : [patient, what, times]}
      <WalkIn isWalkIn={form.isWalkIn} onChange={walkIn} />
      <Extras form={form} onChange={(some) => onChange({ ...form, ...some })} />
    </>
  );
};
