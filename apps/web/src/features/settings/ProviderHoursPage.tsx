import { Button } from '@mantine/core';
import {
  changeWorkingHours,
  type Location,
  type Operatory,
  type Provider,
  type WorkingHours,
} from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import {
  chairsQuery,
  clinicQuery,
  locationsQuery,
  providerQuery,
  typesQuery,
  useConfigure,
} from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { showToast } from '../../ui/toasts.ts';
import { useDuration } from '../../ui/week-hours/use-duration.ts';
import { blocksOf, totalMinutes, type WeekBlock } from '../../ui/week-hours/week.ts';
import { WeekHours } from '../../ui/week-hours/WeekHours.tsx';
import { EffectLine } from './hours/EffectLine.tsx';
import { Exceptions } from './hours/Exceptions.tsx';
import classes from './hours/hours.module.css';
import { Refusal } from './hours/Refusal.tsx';
import { Loaded } from './parts/Loaded.tsx';
import { placesFor } from './places.ts';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useHoursDraft } from './use-hours-draft.ts';

type Props = {
  provider: Provider;
  locations: readonly Location[];
  chairs: readonly Operatory[];
  step: number;
};

const usePlaces = ({ provider, locations, chairs }: Omit<Props, 'step'>) => {
  const { t } = useTranslation('settings');
  return useMemo(() => {
    const used = [...provider.hours, ...provider.overrides.flatMap(({ blocks }) => blocks)];
    const words = { anyChair: t('hours.anyChair'), retired: (name: string) => t('hours.retired', { name }) };
    return placesFor({ locations, chairs, used }, words);
  }, [chairs, locations, provider, t]);
};

/** What this person does, and what their hours are kept for although it is retired. */
const useKinds = ({ appointmentTypeIds, hours }: Provider): { value: string; label: string }[] => {
  const types = useQuery(typesQuery).data;
  return useMemo(() => {
    const used = new Set(hours.flatMap(({ typeIds = [] }) => typeIds));
    return (types ?? [])
      .filter(
        ({ id, isActive }) =>
          used.has(id) || (isActive && (appointmentTypeIds.length === 0 || appointmentTypeIds.includes(id))),
      )
      .map(({ id, name }) => ({ value: id, label: name }));
  }, [types, appointmentTypeIds, hours]);
};

/** When the places open in which this person works. */
const openingsOf = (locations: readonly Location[], blocks: readonly WeekBlock[]): WeekBlock[] => {
  const used = new Set(blocks.map(({ place }) => place.split('|')[0]));
  const shown = locations.filter(({ id, isActive }) => isActive && (locations.length === 1 || used.has(id)));
  return blocksOf(shown.flatMap(({ hours }) => hours.map((block) => ({ ...block, place: '' }))));
};

const HoursOf = ({ provider, locations, chairs, step }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const duration = useDuration();
  const navigate = useNavigate();
  const places = usePlaces({ provider, locations, chairs });
  const kinds = useKinds(provider);
  const { draft, body, isChanged, change, drop } = useHoursDraft(provider, places);
  const [failure, setFailure] = useState<unknown>();
  const save = useConfigure((hours: WorkingHours) =>
    call(changeWorkingHours, { params: { providerId: provider.id }, body: hours }),
  );
  const ground = useMemo(() => openingsOf(locations, draft.blocks), [locations, draft.blocks]);
  const onSave = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const { stranded } = await save.mutateAsync(body);
      drop();
      if (stranded.length === 0) showToast(t('hours.saved'));
      else
        showToast(t('hours.savedStranded', { count: stranded.length }), {
          label: t('seeQueue'),
          run: () => void navigate('/queue'),
        });
    } catch (error) {
      setFailure(error);
    }
  };
  const total = totalMinutes(draft.blocks);
  return (
    <div className={classes.page}>
      <div className={classes.split}>
        <section className={classes.week} aria-label={t('hours.week')}>
          {total === 0 && <p className={classes.none}>{t('hours.none', { name: provider.firstName })}</p>}
          <WeekHours
            label={t('hours.of', { name: provider.fullName })}
            blocks={draft.blocks}
            onChange={(blocks) => change({ blocks })}
            places={places}
            kinds={kinds}
            ground={ground}
            step={step}
          />
        </section>
        <Exceptions
          places={places}
          zone={locations[0]?.zone ?? 'America/Sao_Paulo'}
          overrides={draft.overrides}
          timeOff={draft.timeOff}
          onChange={change}
        />
      </div>
      {failure !== undefined && <Refusal error={failure} />}
      <div className={classes.bar}>
        <b className={classes.total}>{t('hours.weekly', { total: duration(total) })}</b>
        <EffectLine provider={provider} body={body} isChanged={isChanged} />
        <div className={classes.acts}>
          {isChanged && (
            <Button variant="default" onClick={drop}>
              {t('discard')}
            </Button>
          )}
          <Button loading={save.isPending} onClick={() => void onSave()}>
            {t('hours.save')}
          </Button>
        </div>
      </div>
    </div>
  );
};

/** When a person works: the week, what differs on single days, and what that does to booked visits. */
export const ProviderHoursPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { providerId = '' } = useParams();
  const provider = useQuery(providerQuery(providerId));
  const locations = useQuery(locationsQuery);
  const chairs = useQuery(chairsQuery);
  const step = useQuery(clinicQuery).data?.settings.slotStepMinutes ?? 15;
  return (
    <SettingsFrame
      isDeep
      backTo={`/settings/providers?open=${providerId}`}
      title={provider.data === undefined ? t('hours.title') : t('hours.of', { name: provider.data.fullName })}
    >
      <Loaded query={locations} loading={t('hours.loading')} failed={t('hours.failed')}>
        {(allLocations) => (
          <Loaded query={chairs} loading={t('hours.loading')} failed={t('hours.failed')}>
            {(allChairs) => (
              <Loaded query={provider} loading={t('hours.loading')} failed={t('hours.failed')}>
                {(found) => (
                  <HoursOf
                    key={found.id}
                    provider={found}
                    locations={allLocations}
                    chairs={allChairs}
                    step={Math.min(step, 30)}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </SettingsFrame>
  );
};
