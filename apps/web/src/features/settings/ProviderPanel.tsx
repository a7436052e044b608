import { Button, Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import {
  changeProvider,
  createProvider,
  type Provider,
  ProviderChange,
  ProviderDraft,
  specialties,
  Uf,
} from '@topsmile/contracts';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { changesOf, typesQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { withoutBlanks } from '../../ui/blanks.ts';
import { Form } from '../../ui/Form.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toasts.ts';
import { providerBarOf } from '../../ui/type-fills.ts';
import { PhoneField } from '../../ui/TypedField.tsx';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { useFormDraft } from '../../ui/use-form-draft.ts';
import { Swatches } from './parts/ColorChoice.tsx';
import { MinutesField } from './parts/MinutesField.tsx';
import { SaveBar } from './parts/SaveBar.tsx';
import classes from './parts/parts.module.css';
import { useReadableHours } from '../../ui/week-hours/use-readable-hours.ts';

type Props = { provider: Provider | undefined; count: number; onClose: () => void };
type License = { council: 'CRO'; state: Uf; number: string };
type Values = Omit<ProviderDraft, 'license'> & { license: License };

const noLicense: License = { council: 'CRO', state: 'SP', number: '' };

const fresh = (count: number): Values => ({
  title: '',
  firstName: '',
  lastName: '',
  kind: 'dentist',
  email: '',
  phone: '',
  specialties: [],
  license: noLicense,
  colorIndex: count % 5,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  appointmentTypeIds: [],
  order: Math.min(count, 999),
});

const valuesOf = ({
  id: _id,
  rev: _rev,
  isActive: _isActive,
  fullName: _fullName,
  hours: _hours,
  overrides: _overrides,
  timeOff: _timeOff,
  license = noLicense,
  ...draft
}: Provider): Values => ({ ...fresh(0), ...draft, license });

/** A registration without a number is none. */
const toBody = (values: object): unknown => {
  const license = 'license' in values ? values.license : undefined;
  const isBlank =
    typeof license === 'object' && license !== null && 'number' in license && license.number === '';
  return withoutBlanks(isBlank ? { ...values, license: undefined } : values);
};

const kinds = ['dentist', 'hygienist', 'assistant'] as const;

const useSaveProvider = (provider: Provider | undefined) =>
  useConfigure((draft: ProviderDraft) =>
    provider === undefined
      ? call(createProvider, { body: { ...draft, hours: [] } })
      : call(changeProvider, {
          params: { providerId: provider.id },
          body: ProviderChange.parse({
            rev: provider.rev,
            ...changesOf(Object.keys(ProviderDraft.shape), provider, draft),
          }),
        }),
  );

/** One person who attends. Hours have a page of their own. */
export const ProviderPanel = ({ provider, count, onClose }: Props): JSX.Element => {
  const { t } = useTranslation(['settings', 'common']);
  const formId = useId();
  const navigate = useNavigate();
  const summary = useReadableHours();
  const types = (useQuery(typesQuery).data ?? []).filter(({ isActive }) => isActive);
  const form = useContractForm({
    schema: ProviderDraft,
    initialValues: provider === undefined ? fresh(count) : valuesOf(provider),
    toBody,
  });
  const draft = useFormDraft(form, `provider:${provider?.id ?? 'new'}`);
  const save = useSaveProvider(provider);

  const submit = async (values: ProviderDraft): Promise<void> => {
    const saved = await save.mutateAsync(values);
    draft.drop();
    showToast(t('providers.saved', { name: saved.fullName }));
    // Without hours nobody can book them: that is the next step.
    if (provider === undefined) await navigate(`/settings/providers/${saved.id}/hours`);
    else onClose();
  };
  const bars = [0, 1, 2, 3, 4].map((index) => ({
    value: String(index),
    name: t(`bars.${index}`),
    fill: providerBarOf(index),
  }));

  return (
    <Panel
      title={provider?.fullName ?? t('providers.new')}
      size="form"
      onClose={onClose}
      footer={
        <SaveBar
          formId={formId}
          label={provider === undefined ? t('providers.create') : t('providers.save')}
          isSaving={save.isPending}
          draft={draft}
        />
      }
    >
      <Form id={formId} form={form} onSubmit={submit} label={t('providers.form')}>
        {provider !== undefined && (
          <Button
            component={Link}
            to={`/settings/providers/${provider.id}/hours`}
            variant="light"
            leftSection={<IconClock size={18} aria-hidden />}
          >
            {t('hours.open', { summary: summary(provider.hours) })}
          </Button>
        )}
        <div className={classes.name}>
          <TextInput
            label={t('providers.title')}
            placeholder={t('titleExample')}
            {...form.getInputProps('title')}
          />
          <TextInput label={t('providers.firstName')} {...form.getInputProps('firstName')} />
        </div>
        <TextInput label={t('providers.lastName')} {...form.getInputProps('lastName')} />
        <NativeSelect
          label={t('providers.kind')}
          data={kinds.map((value) => ({ value, label: t(`roles.${value}`, { ns: 'common' }) }))}
          {...form.getInputProps('kind')}
        />
        <div className={classes.license}>
          <TextInput
            label={t('providers.license')}
            inputMode="numeric"
            placeholder="12345"
            {...form.getInputProps('license.number')}
          />
          <NativeSelect label={t('uf')} data={[...Uf.options]} {...form.getInputProps('license.state')} />
        </div>
        <MultiSelect
          label={t('providers.specialties')}
          data={specialties.map((value) => ({ value, label: t(`specialties.${value}`) }))}
          hidePickedOptions
          comboboxProps={{ transitionProps: { duration: 0 } }}
          {...form.getInputProps('specialties')}
        />
        <div className={classes.pair}>
          <PhoneField label={t('phone')} {...form.getInputProps('phone')} />
          <TextInput label={t('email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
        </div>
        <Swatches
          label={t('providers.color')}
          path="colorIndex"
          options={bars}
          value={String(form.values.colorIndex)}
          onChange={(value) => form.setFieldValue('colorIndex', Number(value))}
        />
        <div className={classes.pair}>
          <MinutesField
            label={t('types.bufferBefore')}
            min={0}
            max={60}
            {...form.getInputProps('bufferBeforeMinutes')}
          />
          <MinutesField
            label={t('types.bufferAfter')}
            min={0}
            max={60}
            {...form.getInputProps('bufferAfterMinutes')}
          />
        </div>
        {types.length > 0 && (
          <Checkbox.Group
            label={t('providers.types')}
            description={t('providers.typesHelp')}
            {...form.getInputProps('appointmentTypeIds')}
          >
            <div className={classes.checks}>
              {types.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </Form>
    </Panel>
  );
};
