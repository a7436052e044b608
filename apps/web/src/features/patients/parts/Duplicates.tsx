import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './patient-picker.module.css';

export type Alike = { id: string; fullName: string; reason: string };

type Props = {
  alike: readonly Alike[];
  /** The server refused: registering needs a word. */
  isRefused: boolean;
  onUse: (patientId: string) => void;
  onInsist: () => void;
};

/** "Já existe Ana Lima com este celular. É a mesma pessoa?" */
export const Duplicates = ({ alike, isRefused, onUse, onInsist }: Props): JSX.Element | null => {
  const { t } = useTranslation('visits');
  if (alike.length === 0) return null;
  return (
    <div className={classes.alike} role={isRefused ? 'alert' : 'status'}>
      <IconUsers size={18} aria-hidden className={classes.alikeIcon} />
      <div>
        {alike.map((person) => (
          <p key={person.id}>
            {t([`alike.${person.reason}`, 'alike.phone'], { name: person.fullName })}{' '}
            <button type="button" className={classes.link} onClick={() => onUse(person.id)}>
              {t('alike.use', { name: person.fullName })}
            </button>
          </p>
        ))}
        {isRefused && (
          <Button variant="default" size="xs" onClick={onInsist}>
            {t('alike.insist')}
          </Button>
        )}
      </div>
    </div>
  );
};
