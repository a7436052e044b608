import {
  type MessageLocale,
  messageLocales,
  type MessagePreview,
  type MessageTemplate,
  type MessageTemplateInfo,
} from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { FormSkeleton, RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { messagePreviewQuery, messageTemplatesQuery } from '../messages.api.ts';
import classes from '../messages.module.css';
import { MailBody } from './MailBody.tsx';

type ChoiceProps = {
  templates: readonly MessageTemplateInfo[];
  chosen: MessageTemplate | undefined;
  onChoose: (template: MessageTemplate) => void;
};

const Choice = ({ templates, chosen, onChoose }: ChoiceProps): JSX.Element => {
  const { t } = useTranslation('messages');
  return (
    <ul className={classes.rows} aria-label={t('texts.name')}>
      {templates.map(({ key, channels }) => (
        <li key={key}>
          <button
            type="button"
            className={classes.row}
            aria-current={key === chosen ? 'true' : undefined}
            onClick={() => onChoose(key)}
          >
            <b>{t(`templates.${key}`)}</b>
            <span className={classes.how}>
              {channels.map((channel) => t(`channels.${channel}`)).join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};

const Shown = ({ preview }: { preview: MessagePreview }): JSX.Element => {
  const { t } = useTranslation('messages');
  return (
    <>
      <header className={classes.head}>
        <h2 lang={preview.locale}>{preview.subject}</h2>
      </header>
      <MailBody text={preview.text} html={preview.html} />
      {preview.sms !== undefined && (
        <>
          <h3 className={classes.label}>{t('channels.sms')}</h3>
          <p className={classes.text} lang={preview.locale}>
            {preview.sms}
          </p>
        </>
      )}
    </>
  );
};

const Preview = ({ template }: { template: MessageTemplate }): JSX.Element => {
  const { t, i18n } = useTranslation('messages');
  const own = messageLocales.find((locale) => locale === i18n.language) ?? 'pt-BR';
  const [locale, setLocale] = useState<MessageLocale>(own);
  const query = useQuery(messagePreviewQuery(template, locale));
  return (
    <section className={classes.view} aria-label={t('texts.preview')}>
      <div className={classes.bar}>
        <Segments
          label={t('texts.language')}
          value={locale}
          options={messageLocales.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={setLocale}
        />
        <p className={classes.hint}>{t('texts.sample')}</p>
      </div>
      {query.isPending && <FormSkeleton label={t('texts.loading')} fields={4} />}
      {query.isError && (
        <ErrorState
          title={t('texts.failed')}
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      )}
      {query.isSuccess && <Shown preview={query.data} />}
    </section>
  );
};

/** The texts the clinic can send, each as its reader would get it. */
export const Texts = (): JSX.Element => {
  const { t } = useTranslation('messages');
  const [asked, setAsked] = useState<MessageTemplate>();
  const query = useQuery(messageTemplatesQuery);
  if (query.isPending) return <RowsSkeleton label={t('texts.loading')} rows={10} />;
  if (query.isError)
    return (
      <ErrorState
        title={t('texts.failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  const chosen = asked ?? query.data[0]?.key;
  return (
    <div className={classes.split} data-stacked>
      <div className={classes.side}>
        <Choice templates={query.data} chosen={chosen} onChoose={setAsked} />
      </div>
      {chosen !== undefined && <Preview template={chosen} />}
    </div>
  );
};
