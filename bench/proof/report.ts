import { check } from './checker.ts';
import { duplicates } from './checks/effects.ts';
import { overlaps } from './checks/time.ts';
import { type Evidence, type Finding, invariants, type Kind, type Operation, outcomeOf } from './history.ts';
import { neededKills, primaryKills } from './nemesis.ts';
import type { Result } from './run.ts';

const neededAcknowledged = 1000;
const shownPerInvariant = 5;
const kinds: readonly Kind[] = ['book', 'hold', 'confirm', 'move', 'cancel'];

const laws = {
  I1: 'no two visits take the same time',
  I2: 'claims follow from segments',
  I3: 'nothing acknowledged is lost',
  I4: 'nothing refused left a trace',
  I5: 'once or never, one document per key',
  I6: 'events follow the changes',
  I7: 'every refusal is true',
} as const;

export type Verdict = {
  readonly title: string;
  readonly isPassed: boolean;
  readonly notes: readonly string[];
};

const count = <T>(list: readonly T[], matches: (item: T) => boolean): number => list.filter(matches).length;

const acknowledgedOf = ({ operations }: Evidence): number =>
  count(operations, (operation) => outcomeOf(operation) === 'ok');

const row = (name: string, value: number | string): string =>
  `  ${name.padEnd(16)}${String(value).padStart(8)}`;

const byKind = (operations: readonly Operation[]): string =>
  kinds
    .map((kind) => {
      const all = operations.filter((operation) => operation.kind === kind);
      return `${kind} ${count(all, (one) => outcomeOf(one) === 'ok')}/${all.length}`;
    })
    .join(', ');

const answersOf = (operations: readonly Operation[]): string => {
  const tally = new Map<string, number>();
  for (const { attempts } of operations)
    for (const { httpStatus, refusal } of attempts) {
      const name = `${httpStatus ?? 'none'}${refusal?.code ? ` ${refusal.code}` : ''}`;
      tally.set(name, (tally.get(name) ?? 0) + 1);
    }
  return [...tally]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, times]) => `${name} × ${times}`)
    .join(', ');
};

/** The figures of a run, a line each. */
export const figuresOf = (
  { evidence, struck, seconds, unforeseen }: Result,
  found: readonly Finding[],
): string[] => {
  const { operations, visits } = evidence;
  return [
    row('operations', operations.length),
    row('acknowledged', `${acknowledgedOf(evidence)}`),
    row(
      'refused',
      count(operations, (one) => outcomeOf(one) === 'fail'),
    ),
    row(
      'in doubt',
      count(operations, (one) => outcomeOf(one) === 'info'),
    ),
    row('documents', visits.length),
    row(
      'lost',
      count(found, ({ invariant }) => invariant === 'I3'),
    ),
    row('overlaps', overlaps(visits).length),
    row('duplicates', duplicates(evidence).length),
    row('primary kills', primaryKills(struck)),
    row('API kills', struck.get('kill-api') ?? 0),
    row('seconds', seconds.toFixed(1)),
    `  faults: ${[...struck].map(([fault, times]) => `${fault} × ${times}`).join(', ')}`,
    `  acknowledged of asked: ${byKind(operations)}`,
    `  answers: ${answersOf(operations)}`,
    ...unforeseen.map((text) => `  unforeseen: ${text}`),
  ];
};

/** Every invariant, and that the run was hard enough to count. */
export const verdictsOf = ({ evidence, struck }: Result, found: readonly Finding[]): Verdict[] => {
  const acknowledged = acknowledgedOf(evidence);
  const kills = primaryKills(struck);
  return [
    ...invariants.map((name): Verdict => {
      const broken = found.filter(({ invariant }) => invariant === name).map(({ text }) => text);
      const more =
        broken.length > shownPerInvariant ? [`… and ${broken.length - shownPerInvariant} more`] : [];
      return {
        title: `${name} ${laws[name]}`,
        isPassed: broken.length === 0,
        notes: [...broken.slice(0, shownPerInvariant), ...more],
      };
    }),
    {
      title: `at least ${neededAcknowledged} acknowledged operations`,
      isPassed: acknowledged >= neededAcknowledged,
      notes: [],
    },
    { title: `at least ${neededKills} kills of a primary`, isPassed: kills >= neededKills, notes: [] },
  ];
};

export const linesOf = ({ title, isPassed, notes }: Verdict): string[] => [
  `  ${isPassed ? 'passed' : 'FAILED'}  ${title}`,
  ...notes.map((note) => `          ${note}`),
];

export const findingsOf = ({ evidence }: Result): Finding[] => check(evidence);

/** `I1 × 12, I3 × 1` */
export const summaryOf = (found: readonly Finding[]): string =>
  invariants
    .map((name) => [name, count(found, ({ invariant }) => invariant === name)] as const)
    .filter(([, times]) => times > 0)
    .map(([name, times]) => `${name} × ${times}`)
    .join(', ');

export const totals = (verdicts: readonly Pick<Verdict, 'isPassed'>[]): string =>
  `${count(verdicts, ({ isPassed }) => isPassed)} passed, ${count(verdicts, ({ isPassed }) => !isPassed)} failed`;
