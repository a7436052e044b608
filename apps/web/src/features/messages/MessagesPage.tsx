import { IconMailOpened } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Segments } from '../../ui/Segments.tsx';
import classes from './messages.module.css';
import { MessageFilters } from './parts/MessageFilters.tsx';
import { MessageList } from './parts/MessageList.tsx';
import { MessageView } from './parts/MessageView.tsx';
import { Texts } from './parts/Texts.tsx';
import { type MessagesAddress, useMessagesAddress } from './use-messages-address.ts';

const Sent = ({ address }: { address: MessagesAddress }): JSX.Element => {
  const { t } = useTranslation('messages');
  const { messageId, close } = address;
  return (
    <div className={classes.split} data-open={messageId !== undefined || undefined}>
      <div className={classes.side}>
        <MessageFilters address={address} />
        <MessageList address={address} />
      </div>
      {messageId === undefined ? (
        <div className={classes.view}>
          <EmptyState icon={<IconMailOpened size={28} stroke={1.5} />} text={t('view.choose')} />
        </div>
      ) : (
        <MessageView messageId={messageId} onClose={close} />
      )}
    </div>
  );
};

/** What the clinic wrote to people, how far each message got, and the texts it can send. */
export const MessagesPage = (): JSX.Element => {
  const { t } = useTranslation('messages');
  const address = useMessagesAddress();
  return (
    <Page
      title={t('title')}
      isFilled
      actions={
        <Segments
          label={t('views.name')}
          value={address.view}
          options={[
            { value: 'sent', label: t('views.sent') },
            { value: 'texts', label: t('views.texts') },
          ]}
          onChange={address.show}
        />
      }
    >
      {address.view === 'texts' ? <Texts /> : <Sent address={address} />}
    </Page>
  );
};
