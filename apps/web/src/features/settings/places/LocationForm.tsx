import { Select, TextInput } from '@mantine/core';
import {
  changeLocation,
  createLocation,
  type Location,
  LocationChange,
  LocationDraft,
} from '@topsmile/contracts';
import { type JSX, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changesOf, useConfigure } from '../../../lib/configuration.ts';
import { call } from '../../../lib/http.ts';
import { AddressFields } from '../../../ui/AddressFields.tsx';
import { Form } from '../../../ui/Form.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { PhoneField } from '../../../ui/TypedField.tsx';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import { blocksOf, hoursOf, type WeekBlock } from '../../../ui/week-hours/week.ts';
import { WeekHours } from '../../../ui/week-hours/WeekHours.tsx';
import { zoneNames } from '../../../ui/zone-names.ts';
import classes from '../parts/parts.module.css';
import { SaveBar } from '../parts/SaveBar.tsx';
import { CloseLocation } from './CloseLocation.tsx';
import { Holidays } from './Holidays.tsx';

type Values = z.input<typeof LocationDraft>;
type Props = {
  location: Location | undefined;
  isOnly: boolean;
  mayClose: boolean;
  order: number;
  zone: string;
  onSaved: () => void;
};

const workdays = { weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '18:00' };

const fresh = ({ order, zone }: Pick<Props, 'order' | 'zone'>): Values => ({
  name: '',
  phone: '',
  zone,
  address: {},
  hours: [workdays],
  holidays: { isObserved: true, worked: [] },
  order,
});

const valuesOf = ({ id: _id, rev: _rev, isActive: _isActive, ...draft }: Location): Values => ({
  phone: '',
  ...draft,
});

const useSaveLocation = (location: Location | undefined) =>
  useConfigure(
    (draft: LocationDraft) =>
      location === undefined
        ? call(createLocation, { body: draft })
        : call(changeLocation, {
            params: { locationId: location.id },
            body: LocationChange.parse({
              rev: location.rev,
              ...changesOf(Object.keys(LocationDraft.shape), location, draft),
            }),
          }),
    { isInSession: true },
  );

/** The week behind the form's hours, with keys that outlive each change. */
const useFormWeek = (hours: Values['hours'], onHours: (hours: Values['hours']) => void) => {
  const [edited, setEdited] = useState<WeekBlock[]>();
  const given = useMemo(() => blocksOf(hours.map((block) => ({ ...block, place: '' }))), [hours]);
  return {
    blocks: edited ?? given,
    change: (blocks: WeekBlock[]): void => {
      setEdited(blocks);
      onHours(hoursOf(blocks).map(({ place: _place, ...block }) => block));
    },
    forget: (): void => setEdited(undefined),
  };
};

/** One place: where it is, when it opens, which holidays it keeps. */
export const LocationForm = (props: Props): JSX.Element => {
  const { location, isOnly, mayClose, onSaved } = props;
  const { t } = useTranslation('settings');
  const formId = useId();
  const form = useContractForm({
    schema: LocationDraft,
    initialValues: location === undefined ? fresh(props) : valuesOf(location),
  });
  const draft = useFormDraft(form, `location:${location?.id ?? 'new'}`);
  const save = useSaveLocation(location);
  const week = useFormWeek(form.values.hours, (hours) => form.setFieldValue('hours', hours));
  const submit = async (values: LocationDraft): Promise<void> => {
    await save.mutateAsync(values);
    draft.drop();
    showToast(t('places.saved'));
    onSaved();
  };
  return (
    <Form id={formId} form={form} onSubmit={submit} label={t('places.form')}>
      <section className={classes.card}>
        <h2>{t('places.where')}</h2>
        {!isOnly && <TextInput label={t('list.name')} {...form.getInputProps('name')} />}
        <AddressFields form={form} />
        <div className={classes.pair}>
          <PhoneField label={t('phone')} {...form.getInputProps('phone')} />
          <Select
            label={t('places.zone')}
            description={t('places.zoneHelp')}
            data={zoneNames(form.values.zone)}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('places.noZone')}
            limit={60}
            comboboxProps={{ transitionProps: { duration: 0 } }}
            {...form.getInputProps('zone')}
            onChange={(zone) => zone !== null && form.setFieldValue('zone', zone)}
          />
        </div>
      </section>
      <section className={classes.card} data-path="hours">
        <h2>{t('places.hours')}</h2>
        <WeekHours label={t('places.hours')} blocks={week.blocks} onChange={week.change} />
      </section>
      <Holidays
        locationId={location?.id}
        value={form.values.holidays}
        storedState={location?.holidays.state}
        onChange={(holidays) => form.setFieldValue('holidays', holidays)}
      />
      <div className={classes.pageActs}>
        {location !== undefined && mayClose && <CloseLocation location={location} />}
        <SaveBar
          formId={formId}
          label={location === undefined ? t('places.create') : t('places.save')}
          isSaving={save.isPending}
          draft={{
            ...draft,
            drop: () => {
              week.forget();
              draft.drop();
            },
          }}
        />
      </div>
    </Form>
  );
};
