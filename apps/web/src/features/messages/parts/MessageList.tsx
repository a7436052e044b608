import type { MessageSummary } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconDeviceMobileMessage, IconInbox, IconMail } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type JSX, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../lib/dates.ts';
import { useHotkeysWithin } from '../../../lib/hotkeys.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { messageListQuery } from '../messages.api.ts';
import classes from '../messages.module.css';
import type { MessagesAddress } from '../use-messages-address.ts';
import { useZone } from '../use-zone.ts';
import { StateWord } from './StateWord.tsx';

type RowProps = { message: MessageSummary; path: string; isOpen: boolean };

const Row = ({ message, path, isOpen }: RowProps): JSX.Element => {
  const { t } = useTranslation('messages');
  const dates = useDates(useZone());
  const Icon = message.channel === 'email' ? IconMail : IconDeviceMobileMessage;
  return (
    <li>
      <Link
        to={path}
        className={classes.row}
        aria-current={isOpen ? 'true' : undefined}
        data-message={message.id}
      >
        <span className={classes.who}>
          <b>{message.to.name}</b>
          <time dateTime={message.createdAt}>{dates.instant(message.createdAt, 'dayTime')}</time>
        </span>
        <span className={classes.subject}>{message.subject}</span>
        <span className={classes.how}>
          <span className={classes.channel}>
            <Icon size={16} aria-hidden />
            {t(`channels.${message.channel}`)}
          </span>
          <StateWord message={message} />
        </span>
      </Link>
    </li>
  );
};

/** J, K and the arrows walk the rows; Enter is the link's own. */
const useWalk = (root: RefObject<HTMLUListElement | null>) => {
  const step = (by: 1 | -1): void => {
    const links = [...(root.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  };
  return useHotkeysWithin([
    { key: 'j', run: () => step(1) },
    { key: 'k', run: () => step(-1) },
    { key: 'ArrowDown', run: () => step(1) },
    { key: 'ArrowUp', run: () => step(-1) },
  ]);
};

export const MessageList = ({ address }: { address: MessagesAddress }): JSX.Element => {
  const { t } = useTranslation('messages');
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useWalk(list);
  const query = useInfiniteQuery(messageListQuery(address.filter));
  if (query.isPending) return <RowsSkeleton label={t('list.loading')} rows={10} />;
  if (query.isError)
    return (
      <ErrorState
        title={t('list.failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  const rows = query.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<IconInbox size={28} stroke={1.5} />}
        text={address.isFiltered ? t('list.nothingFits') : t('list.empty')}
        action={address.isFiltered ? { label: t('list.showAll'), onClick: address.clear } : undefined}
      />
    );
  return (
    <div role="presentation" onKeyDown={onKeyDown} aria-busy={query.isPlaceholderData}>
      <ul ref={list} className={classes.rows} aria-label={t('list.name')}>
        {rows.map((message) => (
          <Row
            key={message.id}
            message={message}
            path={address.pathOf(message.id)}
            isOpen={message.id === address.messageId}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <p className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        </p>
      )}
    </div>
  );
};
