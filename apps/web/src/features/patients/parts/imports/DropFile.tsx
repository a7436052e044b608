import { maximumImportBytes } from '@topsmile/contracts';
import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../../../ui/Skeletons.tsx';
import classes from './drop-file.module.css';

type Props = { onFile: (file: File) => void; isChecking: boolean; failure: string | undefined };

const accepted = '.csv,.txt,.tsv,text/csv,text/plain';

/** Takes the spreadsheet by drop or button. Nothing is written by looking at it. */
export const DropFile = ({ onFile, isChecking, failure }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const [isOver, setOver] = useState(false);
  const [isTooBig, setTooBig] = useState(false);
  const take = (file: File | null | undefined): void => {
    if (file === null || file === undefined || isChecking) return;
    setTooBig(file.size > maximumImportBytes);
    if (file.size <= maximumImportBytes) onFile(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const problem = isTooBig ? t('import.tooBig') : failure;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is the pointer's short way; the button does the same
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden className={classes.icon} />
      <h2>{t('import.dropTitle')}</h2>
      <p>{t('import.dropText')}</p>
      <FileButton onChange={take} accept={accepted}>
        {(props) => (
          <Button {...props} loading={isChecking}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
      {isChecking && (
        <Loading label={t('import.checking')}>
          <p className={classes.hint}>{t('import.checking')}</p>
        </Loading>
      )}
      {problem !== undefined && !isChecking && (
        <p className={classes.failure} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};
