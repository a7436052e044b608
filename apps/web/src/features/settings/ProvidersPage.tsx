import { deactivateProvider, type Provider, reactivateProvider } from '@topsmile/contracts';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { providersQuery } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { providerBarOf } from '../../ui/type-fills.ts';
import { useReadableHours } from '../../ui/week-hours/use-readable-hours.ts';
import classes from './parts/parts.module.css';
import { SettingsList } from './parts/SettingsList.tsx';
import { ProviderPanel } from './ProviderPanel.tsx';
import { useRetire } from './use-retire.ts';

const useColumns = (): readonly [Column<Provider>, ...Column<Provider>[]] => {
  const { t } = useTranslation('settings');
  const summary = useReadableHours();
  return [
    {
      key: 'name',
      header: t('list.name'),
      render: ({ fullName, title, colorIndex }) => (
        <span className={classes.withDot}>
          <i className={classes.bar} style={{ background: providerBarOf(colorIndex) }} aria-hidden />
          {title === undefined || fullName.startsWith(title) ? fullName : `${title} ${fullName}`}
        </span>
      ),
    },
    {
      key: 'cro',
      header: t('providers.license'),
      render: ({ license }) => (license === undefined ? '–' : `CRO-${license.state} ${license.number}`),
    },
    {
      key: 'specialties',
      header: t('providers.specialties'),
      isWideOnly: true,
      render: ({ specialties }) => specialties.map((one) => t(`specialties.${one}`)).join(', '),
    },
    {
      key: 'hours',
      header: t('hours.title'),
      render: ({ id, hours, fullName }) => (
        <Link
          className={classes.link}
          data-warn={hours.length === 0 || undefined}
          to={`/settings/providers/${id}/hours`}
          aria-label={t('hours.openOf', { name: fullName, summary: summary(hours) })}
        >
          {summary(hours)}
        </Link>
      ),
    },
  ];
};

/** Who attends, where and when. */
export const ProvidersPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const { retire, restore } = useRetire({
    retire: (providerId) => call(deactivateProvider, { params: { providerId } }),
    restore: (providerId) => call(reactivateProvider, { params: { providerId } }),
    said: (name) => t('providers.deactivated', { name }),
  });
  return (
    <SettingsList
      words="providers"
      emptyIcon={<IconUserPlus size={28} stroke={1.5} />}
      query={useQuery(providersQuery)}
      columns={useColumns()}
      nameOf={({ fullName }) => fullName}
      actsOf={({ id, fullName }) => [
        { label: t('hours.title'), onClick: () => void navigate(`/settings/providers/${id}/hours`) },
        { label: t('providers.deactivate'), onClick: () => retire({ id, name: fullName }) },
      ]}
      onRestore={restore}
      renderPanel={(provider, { count, close }) => (
        <ProviderPanel key={provider?.id ?? 'new'} provider={provider} count={count} onClose={close} />
      )}
    />
  );
};
