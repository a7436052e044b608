import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical } from '@tabler/icons-react';
import { type JSX, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineName } from './InlineName.tsx';
import classes from './parts.module.css';
import { useReorder } from './use-reorder.ts';

export type Resource = { id: string; name: string; detail?: ReactNode };

type Props = {
  label: string;
  items: readonly Resource[];
  nameLabel: string;
  onRename: (id: string, name: string) => Promise<unknown>;
  onOrder: (ids: string[], movedId: string) => void;
  onRetire: (id: string) => void;
  onEdit?: ((id: string) => void) | undefined;
};

type RowProps = {
  item: Resource;
  list: Props;
  place: { isFirst: boolean; isLast: boolean };
  reorder: ReturnType<typeof useReorder>;
};

const Row = ({ item, list, place, reorder }: RowProps): JSX.Element => {
  const { t } = useTranslation('settings');
  const { id, name } = item;
  return (
    <li className={classes.resource} data-dragged={reorder.draggedId === id || undefined}>
      <button
        type="button"
        className={classes.grip}
        aria-label={t('list.grip', { name })}
        {...reorder.gripOf(id)}
      >
        <IconGripVertical size={18} aria-hidden />
      </button>
      <InlineName
        label={`${list.nameLabel}: ${name}`}
        name={name}
        onRename={(next) => list.onRename(id, next)}
      />
      <span className={classes.detail}>{item.detail}</span>
      <ActionIcon
        aria-label={t('list.up', { name })}
        disabled={place.isFirst}
        onClick={() => reorder.move(id, -1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('list.down', { name })}
        disabled={place.isLast}
        onClick={() => reorder.move(id, 1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('list.more', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {list.onEdit !== undefined && (
            <Menu.Item onClick={() => list.onEdit?.(id)}>{t('list.edit')}</Menu.Item>
          )}
          <Menu.Item onClick={() => list.onRetire(id)}>{t('list.retire')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
};

/** Things with a name and an order: renamed in place, moved by grip, arrow keys or buttons. */
export const ResourceList = (props: Props): JSX.Element => {
  const { items, label, onOrder } = props;
  const list = useRef<HTMLUListElement>(null);
  const reorder = useReorder({ ids: items.map(({ id }) => id), list, onOrder });
  const shown = reorder.order.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return (
    <ul ref={list} className={classes.resources} aria-label={label}>
      {shown.map((item, at) => (
        <Row
          key={item.id}
          item={item}
          list={props}
          reorder={reorder}
          place={{ isFirst: at === 0, isLast: at === shown.length - 1 }}
        />
      ))}
    </ul>
  );
};
