import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type JSX, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadableHours } from '../../../ui/week-hours/use-readable-hours.ts';
import { providerBarOf } from '../../../ui/type-fills.ts';
import type { StepProps } from '../setup-preview.ts';
import classes from '../setup.module.css';
import { PersonForm } from './PersonForm.tsx';

/** Who attends. One is enough to go on; each is saved as soon as it is complete. */
export const PeopleStep = (props: StepProps): JSX.Element => {
  const { state, formId, onDone } = props;
  const { t } = useTranslation('setup');
  const hoursText = useReadableHours();
  const { providers } = state;
  const [isAdding, setAdding] = useState(providers.length === 0);
  const goOn = (event: SyntheticEvent): void => {
    event.preventDefault();
    onDone();
  };
  return (
    <div className={classes.fields}>
      {providers.length > 0 && (
        <ul className={classes.people} aria-label={t('step.people.list')}>
          {providers.map(({ id, fullName, colorIndex, hours }) => (
            <li key={id}>
              <i style={{ background: providerBarOf(colorIndex) }} aria-hidden />
              <b>{fullName}</b>
              <small>{hoursText(hours)}</small>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <PersonForm
          {...props}
          key={providers.length}
          onAnother={() => setAdding(true)}
          onCancel={providers.length > 0 ? () => setAdding(false) : undefined}
        />
      ) : (
        <form id={formId} onSubmit={goOn}>
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('step.people.add')}
          </Button>
        </form>
      )}
    </div>
  );
};
