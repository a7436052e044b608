import {
  type AppointmentType,
  deleteAppointmentType,
  duplicateAppointmentType,
  reactivateAppointmentType,
} from '@topsmile/contracts';
import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { typesQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { MoneyText } from '../../ui/MoneyText.tsx';
import { typeFillOf } from '../../ui/type-fills.ts';
import classes from './parts/parts.module.css';
import { SettingsList } from './parts/SettingsList.tsx';
import { TypePanel } from './TypePanel.tsx';
import { useOpened } from './use-opened.ts';
import { useRetire } from './use-retire.ts';

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
  const { open } = useOpened();
  const duplicate = useConfigure((typeId: string) => call(duplicateAppointmentType, { params: { typeId } }));
  const { retire, restore, tell } = useRetire({
    retire: (typeId) => call(deleteAppointmentType, { params: { typeId } }),
    restore: (typeId) => call(reactivateAppointmentType, { params: { typeId } }),
  });
  return (
    <SettingsList
      words="types"
      emptyIcon={<IconClipboardList size={28} stroke={1.5} />}
      query={useQuery(typesQuery)}
      columns={useColumns()}
      nameOf={({ name }) => name}
      actsOf={(type) => [
        {
          label: t('types.duplicate'),
          onClick: () => void duplicate.mutateAsync(type.id).then((copy) => open(copy.id), tell),
        },
        { label: t('list.retire'), onClick: () => retire(type) },
      ]}
      onRestore={restore}
      renderPanel={(type, { count, close }) => (
        <TypePanel key={type?.id ?? 'new'} type={type} count={count} onClose={close} />
      )}
    />
  );
};
