import { Button, Modal } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.ts';
import classes from './codes-once.module.css';

const download = (title: string, codes: readonly string[]): void => {
  const url = URL.createObjectURL(new Blob([`${title}\n\n${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'topsmile.txt';
  link.click();
  URL.revokeObjectURL(url);
};

type Props = { codes: readonly string[]; onKept: () => void };

/** The only time these codes are seen: it closes when the person says they are kept, and not by accident. */
export const CodesOnce = ({ codes, onKept }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    announce(t('codes.copied'));
  };
  return (
    <Modal
      opened
      onClose={onKept}
      title={t('codes.onceTitle')}
      centered
      size={520}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.body}>
        <p>{t('codes.onceText')}</p>
        <ul className={classes.codes} aria-label={t('codes.title')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className={classes.acts}>
          <Button variant="default" onClick={() => void copy()}>
            {t('codes.copy')}
          </Button>
          <Button variant="default" onClick={() => download(t('codes.fileTitle'), codes)}>
            {t('codes.download')}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t('codes.print')}
          </Button>
          <Button onClick={onKept} data-autofocus>
            {t('codes.kept')}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
