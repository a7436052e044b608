import { Button } from '@mantine/core';
import { type JSX, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import '../../../ui/styles-staff.ts';
import { useSignOut } from '../../../lib/session.ts';
import { Logo } from '../../../ui/Logo.tsx';
import { Toasts } from '../../../ui/Toasts.tsx';
import classes from '../account.module.css';

type Props = { title: string; text: string; children: ReactNode };

/** What must be done first, and a way out; nothing else of the product is around it. */
export const DutyColumn = ({ title, text, children }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const signOut = useSignOut();
  useEffect(() => {
    document.title = `${title} · TopSmile`;
  }, [title]);
  return (
    <main className={classes.bare}>
      <div className={classes.bareColumn}>
        <div className={classes.brand}>
          <Logo size={44} />
          <span>TopSmile</span>
        </div>
        <h1>{title}</h1>
        <p className={classes.text}>{text}</p>
        {children}
        <div>
          <Button variant="subtle" onClick={() => signOut.mutate()}>
            {t('duty.signOut')}
          </Button>
        </div>
      </div>
      <Toasts />
    </main>
  );
};
