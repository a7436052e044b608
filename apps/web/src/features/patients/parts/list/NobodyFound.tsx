import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan } from '../../../../lib/session.ts';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import type { ListFilter } from '../../patient-list.api.ts';
import { newPatientPath } from '../../paths.ts';
import classes from './nobody-found.module.css';

type Props = { filter: ListFilter; onShowAll: () => void };

/** Nobody fits: the way on is to register that name, or to look among the inactive too. */
export const NobodyFound = ({ filter, onShowAll }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const mayCreate = useCan('patients:write');
  const { search, status } = filter;
  const create = (): void => void navigate(newPatientPath, { state: { typed: search } });
  if (search === '')
    return (
      <EmptyState
        icon={<IconUsers size={28} stroke={1.5} />}
        text={t(`list.empty.${status}`)}
        action={mayCreate && status !== 'inactive' ? { label: t('new'), onClick: create } : undefined}
      />
    );
  return (
    <div>
      <EmptyState
        icon={<IconUserPlus size={28} stroke={1.5} />}
        text={t(mayCreate ? 'list.nobodyCreate' : 'list.nobody', { search })}
        action={mayCreate ? { label: t('list.createNamed', { search }), onClick: create } : undefined}
      />
      {status !== 'all' && (
        <p className={classes.more}>
          <Button variant="subtle" onClick={onShowAll}>
            {t('list.searchAll')}
          </Button>
        </p>
      )}
    </div>
  );
};
