import type { Message } from '@topsmile/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { useCan } from '../../../lib/session.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FormSkeleton } from '../../../ui/Skeletons.tsx';
import { showProblemToast, showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { messageQuery, useRetryMessage } from '../messages.api.ts';
import classes from '../messages.module.css';
import { useZone } from '../use-zone.ts';
import { MailBody } from './MailBody.tsx';
import { StateWord } from './StateWord.tsx';

const Fact = ({ name, children }: { name: string; children: ReactNode }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Facts = ({ message }: { message: Message }): JSX.Element => {
  const { t } = useTranslation('messages');
  const dates = useDates(useZone());
  const when = (instant: string): string => dates.instant(instant, 'dayTime');
  const { to, channel, template, locale, createdAt, sentAt, nextAt, attempts, isWrittenDownOnly } = message;
  return (
    <dl className={classes.facts}>
      <Fact name={t('facts.to')}>
        {to.name} · {to.hint}
      </Fact>
      <Fact name={t('facts.text')}>
        {t(`templates.${template}`)} · {t(`languages.${locale}`)}
      </Fact>
      <Fact name={t('facts.channel')}>{t(`channels.${channel}`)}</Fact>
      <Fact name={t('facts.queued')}>{when(createdAt)}</Fact>
      {sentAt !== undefined && !isWrittenDownOnly && <Fact name={t('facts.sent')}>{when(sentAt)}</Fact>}
      {message.state === 'failed' && nextAt !== undefined && (
        <Fact name={t('facts.next')}>{when(nextAt)}</Fact>
      )}
      {attempts > 1 && <Fact name={t('facts.attempts')}>{attempts}</Fact>}
    </dl>
  );
};

const Retry = ({ message }: { message: Message }): JSX.Element | null => {
  const { t } = useTranslation('messages');
  const problemText = useProblemText();
  const retry = useRetryMessage();
  if (!useCan('messages:write') || !message.canRetry) return null;
  const run = (): void =>
    retry.mutate(message.id, {
      onSuccess: () => void showToast(t('retry.done')),
      onError: (error) => void showProblemToast(problemText(error)),
    });
  return (
    <Button leftSection={<IconSend size={18} aria-hidden />} loading={retry.isPending} onClick={run}>
      {t('retry.action')}
    </Button>
  );
};

type WholeProps = { message: Message; heading: RefObject<HTMLHeadingElement | null> };

const Whole = ({ message, heading }: WholeProps): JSX.Element => {
  const { t } = useTranslation('messages');
  const { subject, failure, isWrittenDownOnly, hasSecret, text, html } = message;
  return (
    <>
      <header className={classes.head}>
        <h2 ref={heading} tabIndex={-1}>
          {subject}
        </h2>
        <StateWord message={message} />
        <Retry message={message} />
      </header>
      {failure !== undefined && <p className={classes.failure}>{t(`failures.${failure}`)}</p>}
      {isWrittenDownOnly && <p className={classes.notice}>{t('notices.writtenDown')}</p>}
      <Facts message={message} />
      {hasSecret && <p className={classes.hint}>{t('notices.covered')}</p>}
      <MailBody text={text} html={html} />
    </>
  );
};

type Props = { messageId: string; onClose: () => void };

/** One message, whole. Opening it moves the focus to its subject; Esc gives it back to the row. */
export const MessageView = ({ messageId, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('messages');
  const heading = useRef<HTMLHeadingElement>(null);
  const query = useQuery(messageQuery(messageId));
  const isThere = query.isSuccess;
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true });
  }, [isThere, messageId]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    onClose();
    document.querySelector<HTMLElement>(`[data-message="${messageId}"]`)?.focus();
  };
  return (
    <section className={classes.view} aria-label={t('view.name')}>
      <div role="presentation" onKeyDown={onKeyDown}>
        <ActionIcon className={classes.back ?? ''} aria-label={t('view.back')} onClick={onClose}>
          <IconArrowLeft size={22} aria-hidden />
        </ActionIcon>
        {query.isPending && <FormSkeleton label={t('view.loading')} fields={4} />}
        {query.isError && (
          <ErrorState
            title={t('view.failed')}
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        )}
        {query.isSuccess && <Whole message={query.data} heading={heading} />}
      </div>
    </section>
  );
};
