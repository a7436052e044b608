import { NativeSelect, VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../audit.api.ts';
import classes from '../audit.module.css';
import { useWords } from '../use-words.ts';

const actions = [
  'read',
  'list',
  'create',
  'update',
  'delete',
  'login',
  'logout',
  'export',
  'enter_clinic',
] as const;
const resources = [
  'patients',
  'appointments',
  'users',
  'roles',
  'invitations',
  'clinic',
  'messages',
  'security',
  'auth',
] as const;

type Props = { filter: Filter; onChange: (filter: Filter) => void };

const orNothing = (value: string): string | undefined => (value === '' ? undefined : value);

export const AuditFilters = ({ filter, onChange }: Props): JSX.Element => {
  const { t } = useTranslation('audit');
  const words = useWords();
  const only = filter.only ?? '';
  return (
    <fieldset className={classes.filters}>
      <VisuallyHidden component="legend">{t('filters.name')}</VisuallyHidden>
      <NativeSelect
        label={t('filters.only')}
        value={only}
        data={[
          { value: '', label: t('filters.all') },
          { value: 'refused', label: t('filters.refused') },
          { value: 'emergency', label: t('filters.emergency') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filter, only: value === 'refused' || value === 'emergency' ? value : undefined })
        }
      />
      <NativeSelect
        label={t('filters.action')}
        value={filter.action ?? ''}
        data={[
          { value: '', label: t('filters.anyAction') },
          ...actions.map((value) => ({ value, label: words.verb(value) })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...filter, action: orNothing(currentTarget.value) })}
      />
      <NativeSelect
        label={t('filters.resource')}
        value={filter.resource ?? ''}
        data={[
          { value: '', label: t('filters.anyResource') },
          ...resources.map((value) => ({ value, label: words.thing(value) })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...filter, resource: orNothing(currentTarget.value) })}
      />
    </fieldset>
  );
};
