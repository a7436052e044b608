import { type AppointmentDoc, AppointmentModel } from '../modules/appointments/appointment.model.ts';
import { connection } from '../platform/mongo.ts';
import { runAsSystem } from '../platform/tenancy/context.ts';

/**
 * The checker of the agenda, written apart from it: recomputes from the stored segments what must be
 * claimed and answers every broken invariant. Empty is the only good answer.
 */

const takesTime = new Set(['held', 'scheduled', 'confirmed', 'checked_in', 'in_progress', 'completed']);
const origin = Date.UTC(2020, 0, 1) / 60_000;

const cellsOf = ({ segments }: AppointmentDoc): Set<number> => {
  const cells = new Set<number>();
  for (const { ord, ps, pe } of segments)
    for (let minute = ps; minute < pe; minute += 5)
      cells.add(ord * 2 ** 24 + Math.floor((minute - origin) / 5));
  return cells;
};

/** I1: no two visits that take time share a cell, squeezed-in ones aside. */
const sharedCells = (visits: readonly AppointmentDoc[]): string[] => {
  const owners = new Map<number, string>();
  const broken = new Set<string>();
  for (const visit of visits) {
    if (!takesTime.has(visit.status) || visit.isOverbooked || visit.releasedAt !== undefined) continue;
    const id = visit._id.toHexString();
    for (const cell of cellsOf(visit)) {
      const owner = owners.get(cell);
      if (owner !== undefined && owner !== id) broken.add(`I1: ${owner} and ${id} share time`);
      owners.set(cell, id);
    }
  }
  return [...broken];
};

const sameSet = (one: readonly number[], other: ReadonlySet<number>): boolean =>
  one.length === other.size && one.every((value) => other.has(value));

/** I2: claims are exactly the cells of the segments while the visit takes time, and absent otherwise. */
const wrongClaims = (visit: AppointmentDoc): string[] => {
  const id = visit._id.toHexString();
  const { claims, unclaimed, status, releasedAt } = visit;
  if ([claims, unclaimed].some((list) => list?.length === 0))
    return [`I2: ${id} has an empty list of claims`];
  const mayClaim = takesTime.has(status) && releasedAt === undefined;
  const held = [claims ?? [], unclaimed ?? []].flat();
  const expected = mayClaim ? cellsOf(visit) : new Set<number>();
  return sameSet(held, expected)
    ? []
    : [`I2: ${id} is ${status} and claims something else than its segments`];
};

/** I6: every change of status made by somebody has its event, once, and no event is without a change. */
const wrongEvents = (visit: AppointmentDoc, relayed: readonly { seq: number; type: string }[]): string[] => {
  const id = visit._id.toHexString();
  const events = [...relayed, ...visit.outbox].filter(({ type }) => type !== 'hold.lost');
  const seqs = events.map(({ seq }) => seq).sort((one, other) => one - other);
  if (new Set(seqs).size !== seqs.length) return [`I6: ${id} has an event twice`];
  const expected = visit.history
    .filter(({ action }) => action !== 'expired' && action !== 'edited')
    .map(({ rev }) => rev);
  // Nobody is told when a block is made.
  const wanted = visit.kind === 'block' ? expected.filter((rev) => rev > 0) : expected;
  return JSON.stringify(seqs) === JSON.stringify(wanted)
    ? []
    : [`I6: ${id} has events ${seqs.join()} for changes ${wanted.join()}`];
};

const wrongShape = async (visit: AppointmentDoc): Promise<string[]> => {
  try {
    await new AppointmentModel(visit).validate();
    return [];
  } catch (error) {
    return [`shape: ${visit._id.toHexString()} ${String(error)}`];
  }
};

/** Reads every visit of the database and answers what is wrong with them. */
export const brokenInvariants = (): Promise<string[]> =>
  runAsSystem('invariants', async () => {
    const visits = await connection().collection<AppointmentDoc>('appointments').find({}).toArray();
    const rows = await connection()
      .collection<{ aggregateType: string; aggregateId: string; seq: number; type: string }>('outbox')
      .find({ aggregateType: 'appointments' })
      .toArray();
    const eventsOf = (id: string) => rows.filter((row) => row.aggregateId === id);
    return [
      ...sharedCells(visits),
      ...visits.flatMap((visit) => [
        ...wrongClaims(visit),
        ...wrongEvents(visit, eventsOf(visit._id.toHexString())),
      ]),
      ...(await Promise.all(visits.map(wrongShape))).flat(),
    ];
  });

/** Throws what is broken: the last line of every test about visits. */
export const assertSound = async (): Promise<void> => {
  const broken = await brokenInvariants();
  if (broken.length > 0) throw new Error(broken.join('\n'));
};
