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
import { useHoursSummary } from './use-hours-summary.ts';
import { useOpened } from './use-opened.ts';

const Table = ({ locations, onOpen }: { locations: readonly Location[]; onOpen: (id: string) => void }): JSX.Element => {
  const { t } = useTranslation('settings');
  const summary = useHoursSummary();
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

/** Where the clinic works. With one place its fields are the page, and nobody reads the word "unit". */
export const PlacesPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { opened, open, close } = useOpened();
  const locations = useQuery(locationsQuery);
  const all = locations.data ?? [];
  const isOne = all.length === 1;
  const shown = all.find(({ id }) => id === opened) ?? (isOne && opened !== 'new' ? all[0] : undefined);
  const isForm = opened === 'new' || shown !== undefined;
  const isDeep = isForm && !(isOne && opened === undefined);
  const titleOf = (): string => {
    if (opened === 'new') return t('places.new');
    if (isOne) return t('sections.place');
    return shown?.name ?? t('sections.places');
  };
  return (
    <SettingsFrame
      title={titleOf()}
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
