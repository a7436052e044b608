import { MessageChannel, MessageState, MessageTemplate } from '@topsmile/contracts';
import { useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { MessageFilter } from './messages.api.ts';

export type MessagesView = 'sent' | 'texts';

const filterIn = (search: URLSearchParams): MessageFilter => {
  const state = MessageState.safeParse(search.get('state')).data;
  const channel = MessageChannel.safeParse(search.get('channel')).data;
  const template = MessageTemplate.safeParse(search.get('template')).data;
  return {
    ...(state === undefined ? {} : { state }),
    ...(channel === undefined ? {} : { channel }),
    ...(template === undefined ? {} : { template }),
  };
};

/** What the page shows stands in its address: back, forward and reload find it again. */
export const useMessagesAddress = () => {
  const { messageId } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const filter = useMemo(() => filterIn(search), [search]);
  const view: MessagesView = search.get('view') === 'texts' ? 'texts' : 'sent';
  const text = search.toString();
  const suffix = text === '' ? '' : `?${text}`;

  const set = (name: 'state' | 'channel' | 'template', value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return {
    messageId,
    filter,
    view,
    isFiltered: Object.keys(filter).length > 0,
    set,
    clear: (): void => setSearch({}, { replace: true }),
    show: (next: MessagesView): void =>
      void navigate(next === 'texts' ? '/messages?view=texts' : '/messages'),
    pathOf: (id: string): string => `/messages/${id}${suffix}`,
    close: (): void => void navigate(`/messages${suffix}`),
  };
};
export type MessagesAddress = ReturnType<typeof useMessagesAddress>;
