import type { PatientSummary } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { useHotkeysWithin } from '../../lib/hotkeys.ts';
import { useCan } from '../../lib/session.ts';
import { announce } from '../../ui/announcer.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { ListBar } from './parts/list/ListBar.tsx';
import { ListKeysDialog } from './parts/list/ListKeysDialog.tsx';
import { NobodyFound } from './parts/list/NobodyFound.tsx';
import { PatientTable } from './parts/list/PatientTable.tsx';
import classes from './patient-list-page.module.css';
import { type ListFilter, patientListQuery } from './patient-list.api.ts';
import { importPath, newPatientPath, patientPath } from './paths.ts';
import { useListFilter } from './use-list-filter.ts';
import { useZone } from './use-zone.ts';

const Actions = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const mayCreate = useCan('patients:write');
  const mayImport = useCan('patients:bulk');
  return (
    <>
      {mayImport && (
        <Button
          component={Link}
          to={importPath}
          variant="default"
          className={classes.import ?? ''}
          leftSection={<IconFileImport size={18} aria-hidden />}
        >
          {t('import.title')}
        </Button>
      )}
      {mayCreate && (
        <Button
          component={Link}
          to={newPatientPath}
          aria-keyshortcuts="n"
          leftSection={<IconUserPlus size={18} aria-hidden />}
          rightSection={<Kbd isOnBrand>N</Kbd>}
        >
          {t('new')}
        </Button>
      )}
    </>
  );
};

const usePeople = (filter: ListFilter) => {
  const { t } = useTranslation('patients');
  const query = useInfiniteQuery(patientListQuery(filter));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.page.total ?? rows.length;
  const isCurrent = query.isSuccess && !query.isPlaceholderData;
  const count = t('list.count', { count: total });
  useEffect(() => {
    if (isCurrent) announce(count);
  }, [isCurrent, count, filter.search, filter.status]);
  return { query, rows, total, isCurrent, count: isCurrent ? count : undefined };
};

const firstRowOf = (root: HTMLElement | null): HTMLElement | null =>
  root?.querySelector<HTMLElement>('tbody tr') ?? null;

type Keys = {
  root: RefObject<HTMLDivElement | null>;
  input: RefObject<HTMLInputElement | null>;
  onEnter: () => void;
  onClear: () => void;
  onHelp: () => void;
};

/** `/` to the search, ↓ into the rows and ↑ back out, Enter opens the first hit, N registers. */
const useListKeys = ({ root, input, onEnter, onClear, onHelp }: Keys) => {
  const navigate = useNavigate();
  const mayCreate = useCan('patients:write');
  useEffect(() => input.current?.focus({ preventScroll: true }), [input]);
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') onEnter();
    if (event.key !== 'ArrowDown' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') onClear();
    else firstRowOf(root.current)?.focus();
  };
  const onHotkey = useHotkeysWithin([
    { key: '/', run: () => input.current?.focus() },
    { key: '?', run: onHelp },
    ...(mayCreate ? [{ key: 'n', run: () => void navigate(newPatientPath) }] : []),
  ]);
  const onAnyKey = (event: KeyboardEvent<HTMLElement>): void => {
    const isAtTop = event.key === 'ArrowUp' && event.target === firstRowOf(root.current);
    if (isAtTop) input.current?.focus();
    else onHotkey(event);
  };
  return { onSearchKey, onAnyKey };
};

type ResultsProps = {
  people: ReturnType<typeof usePeople>;
  filter: ListFilter;
  /** The row that Enter in the search opens. */
  first: PatientSummary | undefined;
  onOpen: (patient: PatientSummary) => void;
  onShowAll: () => void;
};

const Results = ({ people, filter, first, onOpen, onShowAll }: ResultsProps): JSX.Element => {
  const { t } = useTranslation('patients');
  const zone = useZone();
  const { query, rows, total, isCurrent } = people;
  if (query.isPending) return <RowsSkeleton label={t('list.loading')} rows={12} />;
  if (query.isError)
    return (
      <ErrorState
        title={t('list.failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (rows.length === 0) return <NobodyFound filter={filter} onShowAll={onShowAll} />;
  return (
    <>
      <div className={classes.sheet} data-old={!isCurrent || undefined} aria-busy={!isCurrent}>
        <PatientTable rows={rows} zone={zone} firstKey={first?.id} onOpen={onOpen} />
      </div>
      {isCurrent && query.hasNextPage && (
        <p className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('more')}
          </Button>
          <span>{t('list.shown', { shown: rows.length, total })}</span>
        </p>
      )}
    </>
  );
};

export const PatientListPage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { typed, type, filter, setStatus, isSettled } = useListFilter();
  const people = usePeople(filter);
  // Enter takes the first hit, but never one of an older text: typed ahead, it waits for its own answer.
  const [awaited, setAwaited] = useState<string>();
  const first = typed.trim() !== '' && isSettled && people.isCurrent ? people.rows[0] : undefined;
  const open = ({ id }: PatientSummary): void => void navigate(patientPath(id));
  const isAwaited = first !== undefined && awaited === typed.trim();
  useEffect(() => {
    if (isAwaited) void navigate(patientPath(first.id));
  }, [isAwaited, first, navigate]);
  const retype = (text: string): void => {
    setAwaited(undefined);
    type(text);
  };
  const { onSearchKey, onAnyKey } = useListKeys({
    root,
    input,
    onEnter: () => (first === undefined ? setAwaited(typed.trim()) : open(first)),
    onClear: () => retype(''),
    onHelp: () => setHelpOpen(true),
  });
  const { isFetching, isFetchingNextPage } = people.query;
  if (params.has('new')) return <Navigate to={newPatientPath} replace />;
  return (
    <Page title={t('list.title')} actions={<Actions />}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the list work anywhere inside it */}
      <div ref={root} onKeyDown={onAnyKey} className={classes.list}>
        <ListBar
          input={input}
          typed={typed}
          onType={retype}
          onKeyDown={onSearchKey}
          status={filter.status}
          onStatus={setStatus}
          isSearching={!isSettled || (isFetching && !isFetchingNextPage)}
          count={people.count}
        />
        <Results
          people={people}
          filter={filter}
          first={first}
          onOpen={open}
          onShowAll={() => setStatus('all')}
        />
      </div>
      <ListKeysDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </Page>
  );
};
