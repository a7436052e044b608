import type { Patient, PatientSummary } from '@topsmile/contracts';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { duplicatesQuery, patientSearchQuery } from '../../patients.api.ts';
import { useZone } from '../../use-zone.ts';
import { PersonLine } from '../PersonLine.tsx';
import classes from './other-record.module.css';

type Props = { patient: Patient; chosenId: string | undefined; onChoose: (patientId: string) => void };

const pauseMs = 200;

const useCandidates = (patient: Patient, typed: string) => {
  const [search] = useDebouncedValue(typed.trim(), pauseMs);
  const { firstName, lastName, phone, dateOfBirth } = patient;
  const likeness = {
    firstName,
    lastName,
    phone,
    exceptId: patient.id,
    ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
  };
  const alike = useQuery(duplicatesQuery(search === '' ? likeness : undefined));
  const found = useQuery(patientSearchQuery(search));
  const people =
    search === ''
      ? alike.data?.map((candidate) => candidate.patient)
      : found.isPlaceholderData
        ? undefined
        : found.data;
  return {
    isSuggestion: search === '',
    people: people?.filter(({ id, status }) => id !== patient.id && status !== 'merged'),
    error: search === '' ? alike.error : found.error,
  };
};

type RowProps = { person: PatientSummary; isChosen: boolean; onChoose: (patientId: string) => void };

const Row = ({ person, isChosen, onChoose }: RowProps): JSX.Element => (
  <li>
    <button type="button" className={classes.row} aria-pressed={isChosen} onClick={() => onChoose(person.id)}>
      <PersonLine person={person} zone={useZone()} />
      <span className={classes.number}>{person.recordNumber}</span>
      {isChosen && <IconCheck size={18} aria-hidden />}
    </button>
  </li>
);

/** Look-alikes are offered first; any other record is found by search. */
export const OtherRecord = ({ patient, chosenId, onChoose }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const problemText = useProblemText();
  const [typed, setTyped] = useState('');
  const { people, error, isSuggestion } = useCandidates(patient, typed);
  return (
    <section className={classes.box}>
      <TextInput
        type="search"
        label={t('merge.other', { name: patient.fullName, number: patient.recordNumber })}
        placeholder={t('list.searchHint')}
        autoComplete="off"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error !== null && (
        <p className={classes.hint} role="alert">
          {problemText(error)}
        </p>
      )}
      {people !== undefined && (
        <output className={classes.hint}>
          {t(isSuggestion ? 'merge.alike' : 'merge.found', { count: people.length })}
        </output>
      )}
      {people !== undefined && people.length > 0 && (
        <ul className={classes.list} aria-label={t('merge.candidates')}>
          {people.map((person) => (
            <Row key={person.id} person={person} isChosen={person.id === chosenId} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </section>
  );
};
