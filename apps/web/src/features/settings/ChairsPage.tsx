import { changeOperatory, createOperatory, type Location, type Operatory } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../lib/http.ts';
import { chairsQuery, equipmentQuery, locationsQuery, useConfigure } from '../../lib/configuration.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChairPanel } from './ChairPanel.tsx';
import { AddByName } from './parts/AddByName.tsx';
import { Loaded } from './parts/Loaded.tsx';
import { ResourceList } from './parts/ResourceList.tsx';
import { RetiredList } from './parts/RetiredList.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import classes from './settings.module.css';
import { useOpened } from './use-opened.ts';
import { useResources } from './use-resources.ts';

type HereProps = {
  location: Location;
  chairs: readonly Operatory[];
  isNamed: boolean;
  onEdit: (id: string) => void;
};

const ChairsHere = ({ location, chairs, isNamed, onEdit }: HereProps): JSX.Element => {
  const { t } = useTranslation('settings');
  const equipment = useQuery(equipmentQuery).data ?? [];
  const add = useConfigure((body: { name: string; order: number }) =>
    call(createOperatory, { body: { ...body, locationId: location.id } }),
  );
  const resources = useResources({
    items: chairs,
    change: (operatoryId, body) => call(changeOperatory, { params: { operatoryId }, body }),
  });
  const active = chairs.filter(({ isActive }) => isActive);
  const detailOf = ({ room, equipmentIds }: Operatory): string =>
    [room, ...equipment.filter(({ id }) => equipmentIds.includes(id)).map(({ name }) => name)]
      .filter(Boolean)
      .join(' · ');
  return (
    <section className={classes.place}>
      {isNamed && <h2>{location.name}</h2>}
      {active.length === 0 ? (
        <EmptyState text={t('chairs.empty')} />
      ) : (
        <ResourceList
          label={isNamed ? `${t('sections.chairs')}: ${location.name}` : t('sections.chairs')}
          nameLabel={t('list.name')}
          items={active.map((chair) => ({ id: chair.id, name: chair.name, detail: detailOf(chair) }))}
          onRename={resources.rename}
          onOrder={resources.order}
          onRetire={resources.retire}
          onEdit={onEdit}
        />
      )}
      <AddByName
        label={t('chairs.new')}
        placeholder={t('chairs.placeholder', { number: active.length + 1 })}
        submit={t('chairs.add')}
        onAdd={(name) => add.mutateAsync({ name, order: chairs.length })}
      />
      <RetiredList items={chairs.filter(({ isActive }) => !isActive)} onRestore={resources.restore} />
    </section>
  );
};

/** The chairs, in the order of the agenda's columns. */
export const ChairsPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { opened, open, close } = useOpened();
  const locations = useQuery(locationsQuery);
  const chairs = useQuery(chairsQuery);
  const active = (locations.data ?? []).filter(({ isActive }) => isActive);
  const openedChair = chairs.data?.find(({ id }) => id === opened);
  return (
    <SettingsFrame
      title={t('sections.chairs')}
      panel={
        openedChair !== undefined && <ChairPanel key={openedChair.id} chair={openedChair} onClose={close} />
      }
    >
      <div className={classes.column}>
        <p className={classes.lead}>{t('chairs.lead')}</p>
        <Loaded query={chairs} loading={t('chairs.loading')} failed={t('chairs.failed')}>
          {(all) =>
            active.map((location) => (
              <ChairsHere
                key={location.id}
                location={location}
                isNamed={active.length > 1}
                chairs={all.filter(({ locationId }) => locationId === location.id)}
                onEdit={open}
              />
            ))
          }
        </Loaded>
      </div>
    </SettingsFrame>
  );
};
