import type { VisitCard } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { patientQuery } from '../../visits.api.ts';
import classes from './who.module.css';

/** Age, record number and the phone, one press away. */
export const Who = ({ card }: { card: VisitCard }): JSX.Element | null => {
  const { t } = useTranslation('visits');
  const patient = useQuery(patientQuery(card.patientId)).data;
  if (card.patientId === undefined) return null;
  const phone = patient?.phone ?? card.patientPhone;
  const facts = [
    patient?.age === undefined ? undefined : t('person.age', { count: patient.age }),
    patient === undefined ? undefined : t('person.record', { number: patient.recordNumber }),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={classes.who}>
      <p>{facts.length === 0 ? '\u00A0' : facts.join(' · ')}</p>
      {phone !== undefined && (
        <Button
          component="a"
          href={`tel:${phone.replace(/[^\d+]/g, '')}`}
          variant="default"
          size="xs"
          leftSection={<IconPhone size={16} aria-hidden />}
          aria-label={t('person.call', { phone })}
        >
          {phone}
        </Button>
      )}
    </div>
  );
};
