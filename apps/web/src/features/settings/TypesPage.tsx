import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  type AppointmentType,
  deleteAppointmentType,
  duplicateAppointmentType,
  reactivateAppointmentType,
} from '@topsmile/contracts';
import { IconClipboardList, IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { typesQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { MoneyText } from '../../ui/MoneyText.tsx';
import { showProblemToast } from '../../ui/toasts.ts';
import { typeFillOf } from '../../ui/type-fills.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { Loaded } from './parts/Loaded.tsx';
import classes from './parts/parts.module.css';
import { RetiredList } from './parts/RetiredList.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { TypePanel } from './TypePanel.tsx';
import { useOpened } from './use-opened.ts';

const useTypeActs = (open: (id: string) => void) => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const duplicate = useConfigure((typeId: string) => call(duplicateAppointmentType, { params: { typeId } }));
  const retire = useConfigure((typeId: string) => call(deleteAppointmentType, { params: { typeId } }));
  const restore = useConfigure((typeId: string) => call(reactivateAppointmentType, { params: { typeId } }));
  const tell = (error: unknown): void => void showProblemToast(textOf(error));
  return {
    duplicate: ({ id }: AppointmentType): void => {
      duplicate.mutateAsync(id).then((copy) => open(copy.id), tell);
    },
    retire: ({ id, name }: AppointmentType): void => {
      const undo = (): Promise<unknown> => restore.mutateAsync(id);
      retire.mutateAsync(id).then(() => offerUndo({ message: t('list.retiredNow', { name }), undo }), tell);
    },
    restore: (id: string): void => {
      restore.mutateAsync(id).catch(tell);
    },
  };
};

const useColumns = (): readonly [Column<AppointmentType>, ...Column<AppointmentType>[]] => {
  const { t } = useTranslation('settings');
  return [
    {
      key: 'name',
      header: t('list.name'),
      render: ({ name, color }) => (
        <span className={classes.withDot}>
          <i className={classes.dot} style={{ background: typeFillOf(color) }} aria-hidden />
          {name}
        </span>
      ),
    },
    { key: 'category', header: t('types.category'), render: ({ category }) => t(`categories.${category}`) },
    {
      key: 'duration',
      header: t('types.duration'),
      isNumber: true,
      render: ({ durationMinutes }) => t('minutes', { count: durationMinutes }),
    },
    {
      key: 'pattern',
      header: t('pattern.title'),
      isWideOnly: true,
      render: ({ pattern }) =>
        pattern === undefined ? (
          <span className={classes.quiet}>{t('pattern.whole')}</span>
        ) : (
          <code className={classes.pattern}>{pattern}</code>
        ),
    },
    {
      key: 'booking',
      header: t('types.booking'),
      isWideOnly: true,
      render: ({ allowsOnlineBooking, requiresApproval }) =>
        [
          t(allowsOnlineBooking ? 'types.isOnline' : 'types.isStaffOnly'),
          requiresApproval ? t('types.needsApproval') : '',
        ]
          .filter(Boolean)
          .join(' · '),
    },
    {
      key: 'price',
      header: t('types.price'),
      isNumber: true,
      isWideOnly: true,
      render: ({ priceInCents }) => (priceInCents === 0 ? '–' : <MoneyText amountInCents={priceInCents} />),
    },
  ];
};

/** What can be booked. */
export const TypesPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { opened, open, close } = useOpened();
  const types = useQuery(typesQuery);
  const acts = useTypeActs(open);
  const columns = useColumns();
  const openedType = types.data?.find(({ id }) => id === opened);
  const isOpen = opened === 'new' || openedType !== undefined;
  return (
    <SettingsFrame
      title={t('sections.types')}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
          {t('types.new')}
        </Button>
      }
      panel={
        isOpen && (
          <TypePanel
            key={openedType?.id ?? 'new'}
            type={openedType}
            count={types.data?.length ?? 0}
            onClose={close}
          />
        )
      }
    >
      <Loaded query={types} loading={t('types.loading')} failed={t('types.failed')}>
        {(all) => {
          const active = all.filter(({ isActive }) => isActive);
          return (
            <>
              {active.length === 0 ? (
                <EmptyState
                  icon={<IconClipboardList size={28} stroke={1.5} />}
                  text={t('types.empty')}
                  action={{ label: t('types.new'), onClick: () => open('new') }}
                />
              ) : (
                <DataTable
                  label={t('sections.types')}
                  columns={columns}
                  rows={active}
                  keyOf={({ id }) => id}
                  onOpen={({ id }) => open(id)}
                  selectedKey={opened}
                  actionsLabel={t('list.actions')}
                  actionsOf={(type) => (
                    <Menu position="bottom-end">
                      <Menu.Target>
                        <ActionIcon aria-label={t('list.more', { name: type.name })}>
                          <IconDots size={18} aria-hidden />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => open(type.id)}>{t('list.edit')}</Menu.Item>
                        <Menu.Item onClick={() => acts.duplicate(type)}>{t('types.duplicate')}</Menu.Item>
                        <Menu.Item onClick={() => acts.retire(type)}>{t('list.retire')}</Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                />
              )}
              <RetiredList items={all.filter(({ isActive }) => !isActive)} onRestore={acts.restore} />
            </>
          );
        }}
      </Loaded>
    </SettingsFrame>
  );
};
