import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { patientPath } from '../../paths.ts';
import type { Alike } from '../../use-likeness.ts';
import classes from './notice.module.css';

type Props = {
  alike: readonly Alike[];
  /** The API refused to save: the answer is needed now. */
  isRefused: boolean;
  onOther: () => void;
};

const reasons = ['cpf', 'phone-and-name', 'phone', 'name-and-birth'] as const;
const reasonOf = (reason: string) => reasons.find((known) => known === reason) ?? 'phone';

/** "Já existe Ana Lima com este celular. É a mesma pessoa?" One CPF belongs to one person: that cannot be waved through. */
export const DuplicateNotice = ({ alike, isRefused, onOther }: Props): JSX.Element | null => {
  const { t } = useTranslation('patients');
  if (alike.length === 0) return null;
  const canBeOther = alike.every(({ reason }) => reason !== 'cpf');
  return (
    <div className={classes.notice} role={isRefused ? 'alert' : 'status'} data-kind="warn">
      <IconUsers size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <ul className={classes.people}>
          {alike.map((person) => (
            <li key={person.id}>
              {t(`alike.${reasonOf(person.reason)}`, { name: person.fullName })}{' '}
              <Link to={patientPath(person.id)} className={classes.link}>
                {t('alike.open', { name: person.fullName })}
              </Link>
            </li>
          ))}
        </ul>
        {canBeOther ? (
          <Button variant="default" size="xs" onClick={onOther}>
            {t('alike.other')}
          </Button>
        ) : (
          <p className={classes.hint}>{t('alike.cpfHint')}</p>
        )}
      </div>
    </div>
  );
};
