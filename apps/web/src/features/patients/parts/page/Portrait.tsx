import type { Patient } from '@topsmile/contracts';
import { IconCamera } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../../lib/session.ts';
import { photoUrl } from '../../patient-changes.api.ts';
import { initialsOf } from '../../../../lib/initials.ts';
import { PhotoDialog } from './PhotoDialog.tsx';
import classes from './portrait.module.css';

const Face = ({ patient }: { patient: Patient }): JSX.Element => {
  const [failedAt, setFailedAt] = useState<number>();
  if (!patient.hasPhoto || failedAt === patient.rev)
    return <span className={classes.initials}>{initialsOf(patient.fullName)}</span>;
  return (
    <img
      className={classes.photo}
      src={photoUrl(patient)}
      alt=""
      width={48}
      height={48}
      onError={() => setFailedAt(patient.rev)}
    />
  );
};

/** Photo or initials; who may write changes it here. */
export const Portrait = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const mayWrite = useCan('patients:write') && patient.status !== 'merged';
  const [isOpen, setOpen] = useState(false);
  if (!mayWrite)
    return (
      <span className={classes.portrait} aria-hidden>
        <Face patient={patient} />
      </span>
    );
  return (
    <>
      <button
        type="button"
        className={classes.portrait}
        aria-label={t(patient.hasPhoto ? 'photo.change' : 'photo.add')}
        onClick={() => setOpen(true)}
      >
        <Face patient={patient} />
        <span className={classes.camera} aria-hidden>
          <IconCamera size={12} />
        </span>
      </button>
      {isOpen && <PhotoDialog patient={patient} onClose={() => setOpen(false)} />}
    </>
  );
};
