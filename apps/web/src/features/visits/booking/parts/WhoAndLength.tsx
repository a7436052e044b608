import type { AppointmentType, Provider } from '@topsmile/contracts';
import { Select } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { providerBarOf } from '../../../../ui/type-fills.ts';
import type { BookingForm } from '../booking-form.ts';
import { durationsFor } from '../pattern.ts';
import { PatternGlyph } from './PatternGlyph.tsx';
import classes from './who-and-length.module.css';

type Props = {
  providers: readonly Provider[];
  type: AppointmentType | undefined;
  form: BookingForm;
  onProvider: (providerId: string | undefined) => void;
  onDuration: (minutes: number | undefined) => void;
  error?: string | undefined;
};

const anybody = 'anybody';

const Dot = ({ provider }: { provider: Provider | undefined }): JSX.Element | null =>
  provider === undefined ? null : (
    <span className={classes.dot} style={{ background: providerBarOf(provider.colorIndex) }} aria-hidden />
  );

const offers = (provider: Provider, type: AppointmentType | undefined): boolean =>
  type === undefined ||
  provider.appointmentTypeIds.length === 0 ||
  provider.appointmentTypeIds.includes(type.id);

const ProviderSelect = ({ providers, type, form, onProvider, error }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const fitting = providers.filter((one) => offers(one, type) || one.id === form.providerId);
  const named = fitting.find((one) => one.id === form.providerId);
  return (
    <Select
      label={t('who.label')}
      data-field="provider"
      allowDeselect={false}
      checkIconPosition="right"
      data={[
        { value: anybody, label: t('who.anybody') },
        ...fitting.map((one) => ({ value: one.id, label: one.fullName })),
      ]}
      value={form.providerId ?? anybody}
      onChange={(value) => onProvider(value === null || value === anybody ? undefined : value)}
      leftSection={named === undefined ? undefined : <Dot provider={named} />}
      leftSectionWidth={26}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <Dot provider={fitting.find((one) => one.id === option.value)} />
          {option.label}
        </span>
      )}
      error={error}
    />
  );
};

const LengthSelect = ({ type, form, onDuration }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const own = type?.durationMinutes ?? 30;
  const current = form.durationMinutes ?? own;
  return (
    <Select
      label={t('length.label')}
      allowDeselect={false}
      data={durationsFor(own, current).map((minutes) => ({
        value: String(minutes),
        label: t('minutes', { count: minutes }),
      }))}
      value={String(current)}
      onChange={(value) => onDuration(value === null || Number(value) === own ? undefined : Number(value))}
      rightSection={type === undefined ? undefined : <PatternGlyph type={type} durationMinutes={current} />}
      rightSectionWidth={92}
      rightSectionPointerEvents="none"
      classNames={{ section: classes.glyph ?? '' }}
    />
  );
};

/** "Com quem" and "Duração" side by side. */
export const WhoAndLength = (props: Props): JSX.Element => (
  <div className={classes.two}>
    <ProviderSelect {...props} />
    <LengthSelect {...props} />
  </div>
);
