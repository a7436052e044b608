import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Permission, Person, RoleMatrix as Matrix } from '@topsmile/contracts';
import { IconArrowLeft, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHotkeysWithin } from '../../lib/hotkeys.ts';
import { useCan } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Page } from '../../ui/Page.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { showToast } from '../../ui/toasts.ts';
import { type Column, columnsOf, type Drafts, turned } from './matrix.ts';
import { peopleQuery, rolesQuery, useDeleteRole } from './people.api.ts';
import classes from './people.module.css';
import { DiffBar } from './parts/DiffBar.tsx';
import { InvitePanel } from './parts/InvitePanel.tsx';
import { NewRolePanel } from './parts/NewRolePanel.tsx';
import { PeopleList } from './parts/PeopleList.tsx';
import { PersonPanel } from './parts/PersonPanel.tsx';
import { RoleMatrix } from './parts/RoleMatrix.tsx';
import { RolePhone } from './parts/RolePhone.tsx';

type Side = 'invite' | 'role' | { personId: string } | undefined;
type View = 'people' | 'roles';

const Actions = ({ onSide }: { onSide: (side: Side) => void }): JSX.Element => {
  const { t } = useTranslation('people');
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => onSide('role')}
      >
        {t('role.new')}
      </Button>
      <Button
        leftSection={<IconUserPlus size={18} aria-hidden />}
        rightSection={<Kbd isOnBrand>N</Kbd>}
        aria-keyshortcuts="N"
        onClick={() => onSide('invite')}
      >
        {t('invite.act')}
      </Button>
    </>
  );
};

type RolesProps = { columns: readonly Column[]; isPhone: boolean };

/** The matrix with what is ticked but not saved. */
const Roles = ({ columns, isPhone }: RolesProps): JSX.Element => {
  const { t } = useTranslation('people');
  const mayWrite = useCan('users:write');
  const remove = useDeleteRole();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [leaving, setLeaving] = useState<Column>();
  const turn = (column: Column, permission: Permission): void =>
    setDrafts((before) => turned(column, permission, before));
  const drop = (key: string): void => setDrafts(({ [key]: _dropped, ...others }) => others);
  const onTurn = mayWrite ? turn : undefined;
  const changed = columns.filter(({ key }) => drafts[key] !== undefined);
  return (
    <section className={classes.roles} aria-labelledby="roles-title">
      <h2 id="roles-title">
        {t('matrix.title')} <small>{t('matrix.help')}</small>
      </h2>
      {isPhone ? (
        <RolePhone columns={columns} drafts={drafts} onTurn={onTurn} />
      ) : (
        <RoleMatrix
          columns={columns}
          drafts={drafts}
          onTurn={onTurn}
          onRemove={mayWrite ? setLeaving : undefined}
        />
      )}
      {changed.map((column) => (
        <DiffBar key={column.key} column={column} drafts={drafts} onDone={() => drop(column.key)} />
      ))}
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={t('role.removeAsk', { name: leaving?.own?.name ?? '' })}
        confirmLabel={t('role.remove')}
        keepLabel={t('role.keep')}
        isDangerous
        onClose={() => setLeaving(undefined)}
        onConfirm={async () => {
          if (leaving?.own === undefined) return;
          await remove.mutateAsync(leaving.own.id);
          showToast(t('role.removed', { name: leaving.own.name }));
        }}
      />
    </section>
  );
};

type SideProps = {
  side: Side;
  people: readonly Person[];
  columns: readonly Column[];
  onClose: () => void;
};

const SidePanel = ({ side, people, columns, onClose }: SideProps): JSX.Element | null => {
  if (side === 'invite') return <InvitePanel columns={columns} onClose={onClose} />;
  if (side === 'role') return <NewRolePanel columns={columns} onClose={onClose} />;
  const person = people.find(({ id }) => id === side?.personId);
  return person === undefined ? null : <PersonPanel person={person} columns={columns} onClose={onClose} />;
};

type ReadProps<Data> = {
  query: UseQueryResult<Data>;
  loading: string;
  failed: string;
  children: (data: Data) => JSX.Element;
};

/** What was read, its shape while it is on its way, or why it did not come. */
const Read = <Data,>({ query, loading, failed, children }: ReadProps<Data>): JSX.Element => {
  const { data, error, refetch, isFetching } = query;
  if (data !== undefined) return children(data);
  if (error === null) return <RowsSkeleton label={loading} />;
  return <ErrorState title={failed} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
};

const ViewSwitch = ({ view, onView }: { view: View; onView: (view: View) => void }): JSX.Element => {
  const { t } = useTranslation('people');
  return (
    <div className={classes.switch}>
      <Segments
        label={t('show')}
        value={view}
        options={[
          { value: 'people', label: t('list') },
          { value: 'roles', label: t('matrixTab') },
        ]}
        onChange={onView}
      />
    </div>
  );
};

const Summary = ({ people, roles }: { people: readonly Person[]; roles: Matrix }): JSX.Element => {
  const { t } = useTranslation('people');
  return (
    <p className={classes.summary}>
      {t('summary', { count: people.length })} · {t('ownRoles', { count: roles.own.length })}
    </p>
  );
};

const Columns = ({ side, onSide }: { side: Side; onSide: (side: Side) => void }): JSX.Element => {
  const { t } = useTranslation('people');
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  const [view, setView] = useState<View>('people');
  const people = useQuery(peopleQuery);
  const roles = useQuery(rolesQuery);
  return (
    <>
      {isPhone && <ViewSwitch view={view} onView={setView} />}
      <div className={classes.columns}>
        {(!isPhone || view === 'people') && (
          <Read query={people} loading={t('loading')} failed={t('failed')}>
            {(found) => (
              <PeopleList
                people={found}
                selectedId={typeof side === 'object' ? side.personId : undefined}
                onOpen={(personId) => onSide({ personId })}
              />
            )}
          </Read>
        )}
        {(!isPhone || view === 'roles') && (
          <Read query={roles} loading={t('matrix.loading')} failed={t('matrix.failed')}>
            {(found) => <Roles columns={columnsOf(found)} isPhone={isPhone} />}
          </Read>
        )}
      </div>
    </>
  );
};

/** Who works here, what each role may do, and where somebody is signed in. */
export const PeoplePage = (): JSX.Element => {
  const { t } = useTranslation('people');
  const mayWrite = useCan('users:write');
  const people = useQuery(peopleQuery).data;
  const roles = useQuery(rolesQuery).data;
  const [side, setSide] = useState<Side>();
  const onKeyDown = useHotkeysWithin(mayWrite ? [{ key: 'n', run: () => setSide('invite') }] : []);
  const columns = roles === undefined ? [] : columnsOf(roles);
  return (
    <div role="presentation" className={classes.page} onKeyDown={onKeyDown}>
      <Page
        title={t('title')}
        isFilled
        before={
          <ActionIcon component={Link} to="/settings" aria-label={t('person.cancel')}>
            <IconArrowLeft size={20} aria-hidden />
          </ActionIcon>
        }
        actions={mayWrite ? <Actions onSide={setSide} /> : undefined}
        panel={
          <SidePanel side={side} people={people ?? []} columns={columns} onClose={() => setSide(undefined)} />
        }
      >
        {people !== undefined && roles !== undefined && <Summary people={people} roles={roles} />}
        <Columns side={side} onSide={setSide} />
      </Page>
    </div>
  );
};
