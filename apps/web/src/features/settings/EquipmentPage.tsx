import { changeEquipment, createEquipment, type Equipment, type Location } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { equipmentQuery, locationsQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AddByName } from './parts/AddByName.tsx';
import { Loaded } from './parts/Loaded.tsx';
import { ResourceList } from './parts/ResourceList.tsx';
import { RetiredList } from './parts/RetiredList.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import classes from './settings.module.css';
import { useResources } from './use-resources.ts';

type HereProps = { location: Location; equipment: readonly Equipment[]; isNamed: boolean };

const EquipmentHere = ({ location, equipment, isNamed }: HereProps): JSX.Element => {
  const { t } = useTranslation('settings');
  const add = useConfigure((body: { name: string; order: number }) =>
    call(createEquipment, { body: { ...body, locationId: location.id } }),
  );
  const resources = useResources({
    items: equipment,
    change: (equipmentId, body) => call(changeEquipment, { params: { equipmentId }, body }),
  });
  const active = equipment.filter(({ isActive }) => isActive);
  return (
    <section className={classes.place}>
      {isNamed && <h2>{location.name}</h2>}
      {active.length === 0 ? (
        <EmptyState text={t('equipment.empty')} />
      ) : (
        <ResourceList
          label={isNamed ? `${t('sections.equipment')}: ${location.name}` : t('sections.equipment')}
          nameLabel={t('list.name')}
          items={active}
          onRename={resources.rename}
          onOrder={resources.order}
          onRetire={resources.retire}
        />
      )}
      <AddByName
        label={t('equipment.new')}
        placeholder={t('equipment.placeholder')}
        submit={t('equipment.add')}
        onAdd={(name) => add.mutateAsync({ name, order: equipment.length })}
      />
      <RetiredList items={equipment.filter(({ isActive }) => !isActive)} onRestore={resources.restore} />
    </section>
  );
};

/** What visits can occupy besides a chair: an X-ray, a microscope. */
export const EquipmentPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const active = (useQuery(locationsQuery).data ?? []).filter(({ isActive }) => isActive);
  const equipment = useQuery(equipmentQuery);
  return (
    <SettingsFrame title={t('sections.equipment')}>
      <div className={classes.column}>
        <p className={classes.lead}>{t('equipment.lead')}</p>
        <Loaded query={equipment} loading={t('equipment.loading')} failed={t('equipment.failed')}>
          {(all) =>
            active.map((location) => (
              <EquipmentHere
                key={location.id}
                location={location}
                isNamed={active.length > 1}
                equipment={all.filter(({ locationId }) => locationId === location.id)}
              />
            ))
          }
        </Loaded>
      </div>
    </SettingsFrame>
  );
};
