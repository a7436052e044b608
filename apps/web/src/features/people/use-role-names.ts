import type { Permission, Person, Role } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { keyOf } from './matrix.ts';

const lettered: ReadonlySet<Role> = new Set(['hygienist', 'assistant', 'lab_technician']);

/** The words for roles and rights. */
export const useRoleNames = () => {
  const { t } = useTranslation(['people', 'common']);
  const ofRole = (role: Role): string => t(`common:roles.${role}`);
  return {
    ofRole,
    short: (role: Role): string => t(`people:short.${role}`),
    /** As a colleague would say it: the trades by their letters. */
    brief: ({ role, customRole }: Pick<Person, 'role' | 'customRole'>): string =>
      customRole?.name ?? (lettered.has(role) ? t(`people:short.${role}`) : ofRole(role)),
    ofPerson: ({ role, customRole }: Pick<Person, 'role' | 'customRole'>): string =>
      customRole?.name ?? ofRole(role),
    ofRight: (permission: Permission): string => t(`people:rights.${keyOf(permission)}`),
    ofGroup: (name: string): string => t(`people:groups.${name}`),
  };
};
