import { formatCpf, formatPhoneBr } from '@topsmile/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { isDay } from '../../lib/dates.ts';
import type { PatientValues } from './patient-form.values.ts';
import { duplicatesQuery, type LikePerson } from './patients.api.ts';

type Identity = Pick<PatientValues, 'firstName' | 'lastName' | 'phone' | 'cpf' | 'dateOfBirth'>;
export type Alike = { id: string; fullName: string; reason: string };

const pauseMs = 250;

const given = (value: string): string | undefined => (value.trim() === '' ? undefined : value);
const when = (isKnown: boolean, value: string): string | undefined => (isKnown ? value : undefined);

/** What is worth asking about: a whole phone or CPF, or a whole name with the day of birth. */
const likenessOf = (identity: Identity, exceptId: string | undefined): LikePerson | undefined => {
  const firstName = given(identity.firstName);
  const lastName = given(identity.lastName);
  const phone = when(formatPhoneBr(identity.phone) !== undefined, identity.phone);
  const cpf = when(formatCpf(identity.cpf) !== undefined, identity.cpf);
  const dateOfBirth = when(isDay(identity.dateOfBirth), identity.dateOfBirth);
  const hasNameAndBirth = [firstName, lastName, dateOfBirth].every((part) => part !== undefined);
  if (phone === undefined && cpf === undefined && !hasNameAndBirth) return undefined;
  return { firstName, lastName, phone, cpf, dateOfBirth, exceptId };
};

const isSameIdentity = (one: Identity, other: Identity): boolean =>
  one.phone === other.phone &&
  one.cpf === other.cpf &&
  one.dateOfBirth === other.dateOfBirth &&
  one.firstName === other.firstName &&
  one.lastName === other.lastName;

type Question = {
  values: Identity;
  /** The record being edited: it and what it already was are no news. */
  stored?: { id: string; values: Identity } | undefined;
};

/** Who may already be this person, asked while the form is typed. */
export const useLikeness = ({ values, stored }: Question): readonly Alike[] => {
  const { firstName, lastName, phone, cpf, dateOfBirth } = values;
  const [settled] = useDebouncedValue(
    JSON.stringify({ firstName, lastName, phone, cpf, dateOfBirth }),
    pauseMs,
  );
  const identity: Identity = JSON.parse(settled);
  const isUntouched = stored !== undefined && isSameIdentity(identity, stored.values);
  const likeness = isUntouched ? undefined : likenessOf(identity, stored?.id);
  const found = useQuery(duplicatesQuery(likeness)).data ?? [];
  return found.map(({ patient, reason }) => ({ id: patient.id, fullName: patient.fullName, reason }));
};
