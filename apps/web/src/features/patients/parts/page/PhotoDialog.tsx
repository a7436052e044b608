import { maximumPhotoBytes, type Patient } from '@topsmile/contracts';
import { Button, FileButton, Modal } from '@mantine/core';
import { type DragEvent, type JSX, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../../ui/toasts.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { photoUrl, usePutPhoto, useRemovePhoto } from '../../patient-changes.api.ts';
import classes from './portrait.module.css';

const accepted = ['image/jpeg', 'image/png', 'image/webp'];

type Chosen = { file: File; url: string };

const usePhoto = (patient: Patient, onClose: () => void) => {
  const { t } = useTranslation('patients');
  const textOf = useProblemText();
  const [chosen, setChosen] = useState<Chosen>();
  const [failure, setFailure] = useState<string>();
  const put = usePutPhoto();
  const remove = useRemovePhoto();
  const url = chosen?.url;
  // The picture's local address is given back when another one or none is shown.
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url]);
  const choose = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return;
    setFailure(undefined);
    if (!accepted.includes(file.type)) setFailure(t('photo.wrongType'));
    else if (file.size > maximumPhotoBytes) setFailure(t('photo.tooBig'));
    else setChosen({ file, url: URL.createObjectURL(file) });
  };
  const run = async (act: () => Promise<unknown>, said: string): Promise<void> => {
    setFailure(undefined);
    try {
      await act();
      showToast(said);
      onClose();
    } catch (error) {
      setFailure(textOf(error));
    }
  };
  return {
    preview: url,
    failure,
    choose,
    isSaving: put.isPending,
    isRemoving: remove.isPending,
    save: async (): Promise<void> => {
      if (chosen === undefined) return;
      const { file } = chosen;
      await run(() => put.mutateAsync({ patientId: patient.id, file }), t('photo.saved'));
    },
    removeIt: () => run(() => remove.mutateAsync(patient.id), t('photo.removed')),
  };
};

type Props = { patient: Patient; onClose: () => void };

/** A picture dropped or chosen, shown before it is saved. */
export const PhotoDialog = ({ patient, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const [isOver, setOver] = useState(false);
  const { preview, failure, choose, ...photo } = usePhoto(patient, onClose);
  const shown = preview ?? (patient.hasPhoto ? photoUrl(patient) : undefined);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('photo.title')}
      centered
      size={420}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is the pointer's short way; the button does the same */}
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
        {shown !== undefined && <img className={classes.preview} src={shown} alt={t('photo.preview')} />}
        <p>{t('photo.drop')}</p>
        <FileButton onChange={choose} accept={accepted.join(',')}>
          {(props) => (
            <Button {...props} variant="default" data-autofocus>
              {t('photo.choose')}
            </Button>
          )}
        </FileButton>
        <p className={classes.hint}>{t('photo.hint')}</p>
      </div>
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={classes.actions}>
        {patient.hasPhoto && preview === undefined && (
          <Button
            className={classes.remove ?? ''}
            variant="subtle"
            color="red"
            loading={photo.isRemoving}
            onClick={() => void photo.removeIt()}
          >
            {t('photo.remove')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common:back')}
        </Button>
        {preview !== undefined && (
          <Button loading={photo.isSaving} onClick={() => void photo.save()}>
            {t('photo.save')}
          </Button>
        )}
      </div>
    </Modal>
  );
};
