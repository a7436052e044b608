import { Button } from '@mantine/core';
import type { Location } from '@topsmile/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { locationsQuery } from '../../lib/configuration.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Loaded } from './parts/Loaded.tsx';
import classes from './parts/parts.module.css';
import { LocationForm } from './places/LocationForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useReadableHours } from '../../ui/week-hours/use-readable-hours.ts';
import { useOpened } from './use-opened.ts';

const Table = ({
  locations,
  onOpen,
}: {
  locations: readonly Location[];
  onOpen: (id: string) => void;
}): JSX.Element => {
  const { t } = useTranslation('settings');
  const summary = useReadableHours();
  const columns: [Column<Location>, ...Column<Location>[]] = [
    {
      key: 'name',
      header: t('list.name'),
      render: ({ name, isActive }) => (isActive ? name : `${name} · ${t('places.closed')}`),
    },
    {
      key: 'city',
      header: t('address.city'),
      render: ({ address }) => [address.city, address.state].filter(Boolean).join(' · '),
    },
    { key: 'hours', header: t('places.hours'), render: ({ hours }) => summary(hours) },
  ];
  return (
    <DataTable
      label={t('sections.places')}
      columns={columns}
      rows={locations}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
    />
  );
};

type View = { shown: Location | undefined; isForm: boolean; isOne: boolean; isDeep: boolean; title: string };

/** With one place its form is the page; with several the list comes first. */
const usePlacesView = (all: readonly Location[], opened: string | undefined): View => {
  const { t } = useTranslation('settings');
  const isOne = all.length === 1;
  if (opened === 'new')
    return { shown: undefined, isForm: true, isOne, isDeep: true, title: t('places.new') };
  const shown = all.find(({ id }) => id === opened) ?? (isOne ? all[0] : undefined);
  if (isOne) return { shown, isForm: true, isOne, isDeep: false, title: t('sections.place') };
  const isForm = shown !== undefined;
  return { shown, isForm, isOne, isDeep: isForm, title: shown?.name ?? t('sections.places') };
};

/** Where the clinic works. With one place nobody reads the word "unit". */
export const PlacesPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { opened, open, close } = useOpened();
  const locations = useQuery(locationsQuery);
  const { shown, isForm, isOne, isDeep, title } = usePlacesView(locations.data ?? [], opened);
  return (
    <SettingsFrame
      title={title}
      isDeep={isDeep}
      backTo={isDeep ? '/settings/places' : '/settings'}
      actions={
        !isDeep && (
          <Button
            variant={isOne ? 'default' : 'filled'}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => open('new')}
          >
            {isOne ? t('places.another') : t('places.new')}
          </Button>
        )
      }
    >
      <Loaded query={locations} loading={t('places.loading')} failed={t('places.failed')} isForm>
        {(found) =>
          isForm ? (
            <div className={classes.wide}>
              <LocationForm
                key={`${shown?.id ?? 'new'}-${shown?.rev ?? 0}`}
                location={shown}
                isOnly={isOne && shown !== undefined}
                mayClose={found.filter(({ isActive }) => isActive).length > 1}
                order={found.length}
                zone={found[0]?.zone ?? 'America/Sao_Paulo'}
                onSaved={close}
              />
            </div>
          ) : (
            <Table locations={found} onOpen={open} />
          )
        }
      </Loaded>
    </SettingsFrame>
  );
};
