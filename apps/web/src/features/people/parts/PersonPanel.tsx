import { Button } from '@mantine/core';
import type { Person } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { useCan, useClinicLocation } from '../../../lib/session.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { showProblemToast, showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import type { Column } from '../matrix.ts';
import { useDeactivate, useForceReset, useReactivate, useResend, useRevoke } from '../people.api.ts';
import classes from '../people.module.css';
import { useRoleNames } from '../use-role-names.ts';
import { nameOf } from './PeopleList.tsx';
import { RoleOfPerson } from './RoleOfPerson.tsx';
import { Sessions } from './Sessions.tsx';

type Props = { person: Person; columns: readonly Column[]; onClose: () => void };

const Fact = ({ label, value }: { label: string; value: string }): JSX.Element => (
  <p className={classes.fact}>
    <span>{label}</span>
    <b>{value}</b>
  </p>
);

const Facts = ({ person }: { person: Person }): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  const { state, hasSecondFactor, lastSeenAt, mustChangePassword } = person;
  return (
    <div className={classes.part}>
      <Fact label={t('person.role')} value={names.ofPerson(person)} />
      <Fact label={t('person.state')} value={t(`person.states.${state}`)} />
      {state !== 'invited' && (
        <Fact label={t('person.factor')} value={hasSecondFactor ? t('person.on') : t('person.off')} />
      )}
      {lastSeenAt !== undefined && (
        <Fact label={t('person.lastSeen')} value={dates.instant(lastSeenAt, 'dayTime')} />
      )}
      {mustChangePassword && <p className={classes.note}>{t('person.passwordDue')}</p>}
    </div>
  );
};

const InvitationActs = ({ person, onClose }: Omit<Props, 'columns'>): JSX.Element => {
  const { t } = useTranslation('people');
  const textOf = useProblemText();
  const resend = useResend();
  const revoke = useRevoke();
  const [isAsking, setAsking] = useState(false);
  const again = (): void =>
    resend.mutate(person.id, {
      onSuccess: () => void showToast(t('invite.resent')),
      onError: (problem) => void showProblemToast(textOf(problem)),
    });
  return (
    <div className={classes.acts}>
      <Button loading={resend.isPending} onClick={again}>
        {t('invite.resend')}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('invite.revoke')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('invite.revokeAsk', { name: nameOf(person) })}
        confirmLabel={t('invite.revoke')}
        keepLabel={t('invite.keep')}
        isDangerous
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await revoke.mutateAsync(person.id);
          showToast(t('invite.revoked'));
          onClose();
        }}
      />
    </div>
  );
};

type Act = 'reset' | 'deactivate';

/** What an administrator may do to an account; each names its effect before it happens. */
const AccountActs = ({ person }: { person: Person }): JSX.Element => {
  const { t } = useTranslation('people');
  const textOf = useProblemText();
  const reset = useForceReset();
  const deactivate = useDeactivate();
  const reactivate = useReactivate();
  const [asking, setAsking] = useState<Act>();
  const name = nameOf(person);
  const giveBack = (): void =>
    reactivate.mutate(person.id, {
      onSuccess: () => void showToast(t('person.reactivated', { name })),
      onError: (problem) => void showProblemToast(textOf(problem)),
    });
  if (person.state === 'deactivated')
    return (
      <Button fullWidth loading={reactivate.isPending} onClick={giveBack}>
        {t('person.reactivate')}
      </Button>
    );
  return (
    <div className={classes.acts}>
      <Button variant="default" onClick={() => setAsking('reset')}>
        {t('person.reset')}
      </Button>
      <Button variant="outline" color="red" onClick={() => setAsking('deactivate')}>
        {t('person.deactivate')}
      </Button>
      <ConfirmDialog
        isOpen={asking === 'reset'}
        title={t('person.resetAsk', { name })}
        confirmLabel={t('person.reset')}
        onClose={() => setAsking(undefined)}
        onConfirm={async () => {
          await reset.mutateAsync(person.id);
          showToast(t('person.resetDone', { name }));
        }}
      >
        {t('person.resetText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'deactivate'}
        title={t('person.deactivateAsk', { name })}
        confirmLabel={t('person.deactivate')}
        isDangerous
        onClose={() => setAsking(undefined)}
        onConfirm={async () => {
          await deactivate.mutateAsync(person.id);
          showToast(t('person.deactivated', { name }));
        }}
      >
        {t('person.deactivateText')}
      </ConfirmDialog>
    </div>
  );
};

/** One person: who they are here, where they are signed in, and what can be done about it. */
export const PersonPanel = ({ person, columns, onClose }: Props): JSX.Element => {
  const mayWrite = useCan('users:write');
  const isInvited = person.state === 'invited';
  return (
    <Panel
      title={nameOf(person)}
      eyebrow={person.email}
      focusKey={person.id}
      onClose={onClose}
      footer={mayWrite && !isInvited ? <AccountActs person={person} /> : undefined}
    >
      <Facts person={person} />
      {mayWrite && !isInvited && (
        <RoleOfPerson key={`${person.id}:${person.rev}`} person={person} columns={columns} />
      )}
      {isInvited && mayWrite && <InvitationActs person={person} onClose={onClose} />}
      {!isInvited && <Sessions person={person} />}
    </Panel>
  );
};
