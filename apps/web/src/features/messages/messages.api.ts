import {
  getMessage,
  listMessages,
  listMessageTemplates,
  type Message,
  type MessageLocale,
  type MessageTemplate,
  previewMessageTemplate,
  type QueryInput,
  retryMessage,
} from '@topsmile/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { call, callPage } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export type MessageFilter = Pick<QueryInput<typeof listMessages>, 'state' | 'channel' | 'template'>;

/** Messages move by themselves: what is on screen is looked at again. */
const lookAgainMs = 15_000;

const firstPage = (): string | undefined => undefined;

export const messageListQuery = (filter: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.messages, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callPage(listMessages, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ page }) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });

export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: [...queryKeys.messages, 'one', messageId],
    queryFn: ({ signal }) => call(getMessage, { params: { messageId }, signal }),
    refetchInterval: lookAgainMs,
  });

export const messageTemplatesQuery = queryOptions({
  queryKey: [...queryKeys.messages, 'templates'],
  queryFn: ({ signal }) => call(listMessageTemplates, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const messagePreviewQuery = (template: MessageTemplate, locale: MessageLocale) =>
  queryOptions({
    queryKey: [...queryKeys.messages, 'preview', template, locale],
    queryFn: ({ signal }) => call(previewMessageTemplate, { query: { template, locale }, signal }),
    placeholderData: keepPreviousData,
  });

export const useRetryMessage = (): UseMutationResult<Message, Error, string> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string) => call(retryMessage, { params: { messageId } }),
    onSuccess: (message) => cache.setQueryData(messageQuery(message.id).queryKey, message),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.messages }),
  });
};
