import { ActionIcon, Button, Menu } from '@mantine/core';
import { deactivateProvider, type Provider, reactivateProvider } from '@topsmile/contracts';
import { IconDots, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { providersQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showProblemToast } from '../../ui/toasts.ts';
import { providerBarOf } from '../../ui/type-fills.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { Loaded } from './parts/Loaded.tsx';
import classes from './parts/parts.module.css';
import { RetiredList } from './parts/RetiredList.tsx';
import { ProviderPanel } from './ProviderPanel.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useReadableHours } from '../../ui/week-hours/use-readable-hours.ts';
import { useOpened } from './use-opened.ts';

const useProviderActs = () => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const off = useConfigure((providerId: string) => call(deactivateProvider, { params: { providerId } }));
  const on = useConfigure((providerId: string) => call(reactivateProvider, { params: { providerId } }));
  const tell = (error: unknown): void => void showProblemToast(textOf(error));
  return {
    deactivate: ({ id, fullName }: Provider): void => {
      const undo = (): Promise<unknown> => on.mutateAsync(id);
      off
        .mutateAsync(id)
        .then(() => offerUndo({ message: t('providers.deactivated', { name: fullName }), undo }), tell);
    },
    reactivate: (id: string): void => {
      on.mutateAsync(id).catch(tell);
    },
  };
};

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
  const { opened, open, close } = useOpened();
  const providers = useQuery(providersQuery);
  const acts = useProviderActs();
  const columns = useColumns();
  const openedProvider = providers.data?.find(({ id }) => id === opened);
  return (
    <SettingsFrame
      title={t('sections.providers')}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
          {t('providers.new')}
        </Button>
      }
      panel={
        (opened === 'new' || openedProvider !== undefined) && (
          <ProviderPanel
            key={openedProvider?.id ?? 'new'}
            provider={openedProvider}
            count={providers.data?.length ?? 0}
            onClose={close}
          />
        )
      }
    >
      <Loaded query={providers} loading={t('providers.loading')} failed={t('providers.failed')}>
        {(all) => {
          const active = all.filter(({ isActive }) => isActive);
          return (
            <>
              {active.length === 0 ? (
                <EmptyState
                  icon={<IconUserPlus size={28} stroke={1.5} />}
                  text={t('providers.empty')}
                  action={{ label: t('providers.new'), onClick: () => open('new') }}
                />
              ) : (
                <DataTable
                  label={t('sections.providers')}
                  columns={columns}
                  rows={active}
                  keyOf={({ id }) => id}
                  onOpen={({ id }) => open(id)}
                  selectedKey={opened}
                  actionsLabel={t('list.actions')}
                  actionsOf={(provider) => (
                    <Menu position="bottom-end">
                      <Menu.Target>
                        <ActionIcon aria-label={t('list.more', { name: provider.fullName })}>
                          <IconDots size={18} aria-hidden />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => open(provider.id)}>{t('list.edit')}</Menu.Item>
                        <Menu.Item onClick={() => void navigate(`/settings/providers/${provider.id}/hours`)}>
                          {t('hours.title')}
                        </Menu.Item>
                        <Menu.Item onClick={() => acts.deactivate(provider)}>
                          {t('providers.deactivate')}
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                />
              )}
              <RetiredList
                items={all
                  .filter(({ isActive }) => !isActive)
                  .map(({ id, fullName }) => ({ id, name: fullName }))}
                onRestore={acts.reactivate}
              />
            </>
          );
        }}
      </Loaded>
    </SettingsFrame>
  );
};
