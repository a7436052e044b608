import { ActionIcon, Button } from '@mantine/core';
import { type Closure, type ClosureDraft, createClosure, deleteClosure } from '@topsmile/contracts';
import { IconCalendarOff, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { closuresFrom, locationsQuery, useConfigure } from '../../lib/configuration.ts';
import { useDates } from '../../lib/dates.ts';
import { call } from '../../lib/http.ts';
import { useClinicLocation } from '../../lib/session.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { ClosurePanel } from './ClosurePanel.tsx';
import { useStretchText } from './hours/use-stretch-text.ts';
import { Loaded } from './parts/Loaded.tsx';
import classes from './parts/parts.module.css';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useOpened } from './use-opened.ts';

const useReopen = (): ((closure: Closure) => void) => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const remove = useConfigure((closureId: Closure['id']) => call(deleteClosure, { params: { closureId } }));
  const restore = useConfigure((body: ClosureDraft) => call(createClosure, { body }));
  return ({ id, strandedCount: _count, ...draft }) => {
    remove.mutateAsync(id).then(
      () =>
        offerUndo({
          message: t('closures.removed', { reason: draft.reason }),
          undo: () => restore.mutateAsync(draft),
        }),
      (error: unknown) => showProblemToast(textOf(error)),
    );
  };
};

const useColumns = (zone: string): readonly [Column<Closure>, ...Column<Closure>[]] => {
  const { t } = useTranslation('settings');
  const stretchText = useStretchText(zone);
  const locations = useQuery(locationsQuery).data ?? [];
  const nameOf = ({ locationId }: Closure): string =>
    locations.find(({ id }) => id === locationId)?.name ?? t('closures.everywhere');
  const where: Column<Closure>[] =
    locations.length > 1 ? [{ key: 'where', header: t('closures.where'), render: nameOf }] : [];
  return [
    { key: 'when', header: t('closures.when'), render: stretchText },
    { key: 'reason', header: t('closures.reason'), render: ({ reason }) => reason },
    ...where,
    {
      key: 'stranded',
      header: t('closures.stranded'),
      render: ({ strandedCount }) =>
        strandedCount === 0 ? (
          <span className={classes.quiet}>{t('closures.noneStranded')}</span>
        ) : (
          <Link to="/queue" className={classes.link} data-warn>
            {t('closures.strandedCount', { count: strandedCount })}
          </Link>
        ),
    },
  ];
};

/** Days and hours in which the clinic is closed besides its week. */
export const ClosuresPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const zone = useClinicLocation()?.zone ?? 'America/Sao_Paulo';
  const dates = useDates(zone);
  const { opened, open, close } = useOpened();
  const closures = useQuery(closuresFrom(dates.today()));
  const reopen = useReopen();
  const columns = useColumns(zone);
  return (
    <SettingsFrame
      title={t('sections.closures')}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
          {t('closures.new')}
        </Button>
      }
      panel={opened === 'new' && <ClosurePanel zone={zone} onClose={close} />}
    >
      <Loaded query={closures} loading={t('closures.loading')} failed={t('closures.failed')}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState
              icon={<IconCalendarOff size={28} stroke={1.5} />}
              text={t('closures.empty')}
              action={{ label: t('closures.new'), onClick: () => open('new') }}
            />
          ) : (
            <DataTable
              label={t('sections.closures')}
              columns={columns}
              rows={found}
              keyOf={({ id }) => id}
              actionsLabel={t('list.actions')}
              actionsOf={(closure) => (
                <ActionIcon
                  aria-label={t('closures.remove', { reason: closure.reason })}
                  onClick={() => reopen(closure)}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              )}
            />
          )
        }
      </Loaded>
    </SettingsFrame>
  );
};
