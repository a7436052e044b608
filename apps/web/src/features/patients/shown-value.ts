import type { Address, PatientDraft } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { showDay } from '../../ui/typed-date.ts';
import type { DraftKey } from './patient-form.values.ts';

const joined = (parts: readonly (string | undefined)[], separator: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(separator);

/** "Rua das Acácias, 12, apto 3 · Bela Vista · São Paulo, SP · 01310-100" */
export const addressLine = (address: Address): string => {
  const { street, number, complement, neighborhood, city, state, zipCode } = address;
  return joined(
    [joined([street, number, complement], ', '), neighborhood, joined([city, state], ', '), zipCode],
    ' · ',
  );
};

/** One field of a record in words. */
export const useShownValue = (): ((draft: PatientDraft, key: DraftKey) => string) => {
  const { t } = useTranslation('patients');
  const special: { [Key in DraftKey]?: (draft: PatientDraft) => string | undefined } = {
    dateOfBirth: ({ dateOfBirth }) => (dateOfBirth === undefined ? undefined : showDay(dateOfBirth)),
    gender: ({ gender }) => (gender === undefined ? undefined : t(`gender.${gender}`)),
    preferredContact: ({ preferredContact }) => t(`contactBy.${preferredContact}`),
    address: ({ address }) => addressLine(address),
    guardian: ({ guardian }) =>
      guardian &&
      joined(
        [guardian.name, t(`relationship.${guardian.relationship}`), guardian.phone, guardian.cpf],
        ' · ',
      ),
    emergencyContact: ({ emergencyContact: contact }) =>
      contact && joined([contact.name, contact.relationship, contact.phone], ' · '),
  };
  return (draft, key) => {
    const shown = special[key];
    const value: unknown = shown === undefined ? draft[key] : shown(draft);
    return typeof value === 'string' && value !== '' ? value : t('form.nothing');
  };
};
