import { TextInput } from '@mantine/core';
import type { Person } from '@topsmile/contracts';
import { IconMail, IconSearch, IconShieldCheck, IconShieldOff, IconUserOff } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { initialsOf } from '../../../lib/initials.ts';
import { now } from '../../../lib/clock.ts';
import { useClinicLocation } from '../../../lib/session.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import classes from '../people.module.css';
import { useRoleNames } from '../use-role-names.ts';

type Props = {
  people: readonly Person[];
  selectedId: string | undefined;
  onOpen: (id: string) => void;
};

export const nameOf = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

const seenLatelyMs = 2 * 60_000;

/** What stands under a name: the role, then what tells most about the person now. */
const useDetail = (): ((person: Person) => string) => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  const about = ({ state, isYou, invitedUntil, lastSeenAt, openSessions }: Person): string => {
    if (state === 'deactivated') return t('deactivated');
    if (invitedUntil !== undefined)
      return Date.parse(invitedUntil) <= now()
        ? t('invitationOver')
        : t('invitedUntil', { day: dates.instant(invitedUntil, 'dayShort') });
    if (isYou) return t('you');
    if (lastSeenAt === undefined) return t('neverSeen');
    if (openSessions > 0 && now() - Date.parse(lastSeenAt) < seenLatelyMs) return t('now');
    return openSessions > 1 ? t('devices', { count: openSessions }) : dates.instant(lastSeenAt, 'dayTime');
  };
  return (person) => `${names.brief(person)} · ${about(person)}`;
};

const Sign = ({ person }: { person: Person }): JSX.Element => {
  const { t } = useTranslation('people');
  const common = { size: 18, stroke: 1.6, role: 'img' } as const;
  if (person.state === 'invited') return <IconMail {...common} aria-label={t('person.states.invited')} />;
  if (person.state === 'deactivated')
    return <IconUserOff {...common} aria-label={t('person.states.deactivated')} />;
  return person.hasSecondFactor ? (
    <IconShieldCheck {...common} className={classes.good ?? ''} aria-label={t('factorOn')} />
  ) : (
    <IconShieldOff {...common} className={classes.warn ?? ''} aria-label={t('factorOff')} />
  );
};

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Who works here, who is invited, who left. One tab stop: ↑↓ move, Enter opens. */
export const PeopleList = ({ people, selectedId, onOpen }: Props): JSX.Element => {
  const { t } = useTranslation('people');
  const [wanted, setWanted] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const detailOf = useDetail();
  const shown = people.filter((person) => plain(`${nameOf(person)} ${person.email}`).includes(plain(wanted)));
  const current = shown.some(({ id }) => id === selectedId) ? selectedId : shown[0]?.id;
  const walk = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll('button') ?? [])];
    rows[rows.findIndex((row) => row === document.activeElement) + step]?.focus();
  };
  const missing = people.filter(
    ({ state, hasSecondFactor }) => state === 'active' && !hasSecondFactor,
  ).length;
  return (
    <section className={classes.list} aria-label={t('list')}>
      <TextInput
        className={classes.search ?? ''}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {shown.length === 0 && <EmptyState text={t('nobodyFits')} />}
      {people.length === 1 && <p className={classes.note}>{t('onlyYou')}</p>}
      <ul ref={list} className={classes.rows}>
        {shown.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={classes.row}
              aria-current={person.id === selectedId || undefined}
              tabIndex={person.id === current ? 0 : -1}
              onKeyDown={walk}
              onClick={() => onOpen(person.id)}
            >
              <span className={classes.initials} data-state={person.state} aria-hidden>
                {initialsOf(nameOf(person))}
              </span>
              <span className={classes.who}>
                <b>{nameOf(person)}</b>
                <small>{detailOf(person)}</small>
              </span>
              <Sign person={person} />
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.legend}>
        {missing === 0 ? t('factorOn') : t('missingFactor', { count: missing })}
      </p>
    </section>
  );
};
