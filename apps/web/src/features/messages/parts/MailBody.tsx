import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../../ui/Segments.tsx';
import classes from '../messages.module.css';

type Props = { text: string; html: string | undefined };
type Form = 'mail' | 'text';

/** The message as it arrives. The mail's page runs in a frame that may do nothing at all. */
export const MailBody = ({ text, html }: Props): JSX.Element => {
  const { t } = useTranslation('messages');
  const [form, setForm] = useState<Form>('mail');
  if (html === undefined) return <p className={classes.text}>{text}</p>;
  return (
    <>
      <Segments
        label={t('body.form')}
        value={form}
        options={[
          { value: 'mail', label: t('body.mail') },
          { value: 'text', label: t('body.text') },
        ]}
        onChange={setForm}
      />
      {form === 'mail' ? (
        <iframe className={classes.mail} title={t('body.frame')} sandbox="" srcDoc={html} />
      ) : (
        <p className={classes.text}>{text}</p>
      )}
    </>
  );
};
