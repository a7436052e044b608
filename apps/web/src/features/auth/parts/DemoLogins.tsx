import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoLogin } from '@topsmile/contracts';
import classes from './demo-logins.module.css';

type Props = { logins: readonly DemoLogin[]; onChoose: (login: DemoLogin) => void };

/** Ready logins of the demonstration clinic; a click fills the form and nothing more. */
export const DemoLogins = ({ logins, onChoose }: Props): JSX.Element => {
  const { t } = useTranslation(['auth', 'common']);
  return (
    <section className={classes.demo} aria-labelledby="demo-logins">
      <h2 id="demo-logins">{t('demo.title')}</h2>
      <p>{t('demo.text')}</p>
      <ul>
        {logins.map((login) => (
          <li key={login.email}>
            <button type="button" onClick={() => onChoose(login)}>
              <b>{t(`common:roles.${login.role}`)}</b>
              <span>{login.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
