import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { useOpened } from '../use-opened.ts';
import { Loaded } from './Loaded.tsx';
import { RetiredList } from './RetiredList.tsx';

type Item = { id: string; isActive: boolean };

export type Act = { label: string; onClick: () => void };

type Props<I extends Item> = {
  /** The catalogue's words of this list: `loading`, `failed`, `empty`, `new`; its title is the section's. */
  words: 'providers' | 'types';
  emptyIcon: ReactNode;
  query: UseQueryResult<readonly I[]>;
  columns: readonly [Column<I>, ...Column<I>[]];
  nameOf: (item: I) => string;
  /** What else can be done with one, after "edit". */
  actsOf: (item: I) => readonly Act[];
  onRestore: (id: string) => void;
  /** The record in hand, or undefined for a new one. */
  renderPanel: (item: I | undefined, known: { count: number; close: () => void }) => ReactNode;
};

const ActsMenu = ({ name, acts }: { name: string; acts: readonly Act[] }): JSX.Element => {
  const { t } = useTranslation('settings');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('list.more', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ label, onClick }) => (
          <Menu.Item key={label} onClick={onClick}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

type RowsProps<I extends Item> = Omit<Props<I>, 'query' | 'renderPanel'> & {
  all: readonly I[];
  opened: string | undefined;
  open: (id: string) => void;
};

const Rows = <I extends Item>({ all, words, opened, open, ...props }: RowsProps<I>): JSX.Element => {
  const { t } = useTranslation('settings');
  const { columns, emptyIcon, nameOf, actsOf, onRestore } = props;
  const active = all.filter(({ isActive }) => isActive);
  const retired = all.filter(({ isActive }) => !isActive);
  return (
    <>
      {active.length === 0 ? (
        <EmptyState
          icon={emptyIcon}
          text={t(`${words}.empty`)}
          action={{ label: t(`${words}.new`), onClick: () => open('new') }}
        />
      ) : (
        <DataTable
          label={t(`sections.${words}`)}
          columns={columns}
          rows={active}
          keyOf={({ id }) => id}
          onOpen={({ id }) => open(id)}
          selectedKey={opened}
          actionsLabel={t('list.actions')}
          actionsOf={(item) => (
            <ActsMenu
              name={nameOf(item)}
              acts={[{ label: t('list.edit'), onClick: () => open(item.id) }, ...actsOf(item)]}
            />
          )}
        />
      )}
      <RetiredList
        items={retired.map((item) => ({ id: item.id, name: nameOf(item) }))}
        onRestore={onRestore}
      />
    </>
  );
};

/** Records of the set-up in a table with a panel beside it; retired ones stand under it. */
export const SettingsList = <I extends Item>({ query, renderPanel, ...props }: Props<I>): JSX.Element => {
  const { t } = useTranslation('settings');
  const { opened, open, close } = useOpened();
  const { words } = props;
  const inHand = query.data?.find(({ id }) => id === opened);
  const isOpen = opened === 'new' || inHand !== undefined;
  return (
    <SettingsFrame
      title={t(`sections.${words}`)}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
          {t(`${words}.new`)}
        </Button>
      }
      panel={isOpen && renderPanel(inHand, { count: query.data?.length ?? 0, close })}
    >
      <Loaded query={query} loading={t(`${words}.loading`)} failed={t(`${words}.failed`)}>
        {(all) => <Rows {...props} all={all} opened={opened} open={open} />}
      </Loaded>
    </SettingsFrame>
  );
};
