import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { violates } from '../errors.ts';
import type { Types } from '../mongo.ts';
import { runAsSystem } from '../tenancy/context.ts';
import type { ChainedRow, QueuedRow } from './audit.types.ts';
import { auditHeads, auditLog, auditQueue } from './audit.model.ts';
import { follow, genesis, hashOf, type Head } from './chain-hash.ts';

const batch = 500;
const leaseMs = 30_000;
/** A row whose outcome never came: its process died under it. It joins the chain as it is. */
const abandonedAfterMs = 120_000;

const chained = (head: Head, clinicId: Types.ObjectId, rows: readonly QueuedRow[]): ChainedRow[] => {
  let { seq, hash } = head;
  return rows.map((queued) => {
    const { isSettled, ...facts } = queued;
    // A change without an end stays one: its status says so.
    const status = isSettled ? facts.status : 0;
    const row = { ...facts, status, clinicId, seq: seq + 1, prevHash: hash };
    ({ seq } = row);
    hash = hashOf(row);
    return { ...row, hash };
  });
};

// A writer that died between log and head left the log ahead: it goes on from there. A log that is behind its
// head was cut: the chain goes on from the head, so that the gap stays to be found.
const headOf = async (clinicId: Types.ObjectId): Promise<Head> => {
  const [anchored, [last]] = await Promise.all([
    auditHeads().findOne({ _id: clinicId, clinicId }, { projection: { seq: 1, hash: 1 } }),
    auditLog()
      .find({ clinicId }, { projection: { seq: 1, hash: 1 }, sort: { seq: -1 }, limit: 1 })
      .toArray(),
  ]);
  const head = anchored ?? { seq: 0, hash: genesis };
  return last === undefined || last.seq < head.seq ? head : last;
};

const dueRows = (clinicId: Types.ObjectId, clock: Clock): Promise<QueuedRow[]> => {
  const abandoned = new Date(clock.now().getTime() - abandonedAfterMs);
  return auditQueue()
    .find({ clinicId, $or: [{ isSettled: true }, { at: { $lte: abandoned } }] })
    .sort({ at: 1, _id: 1 })
    .limit(batch)
    .toArray();
};

const withoutChained = async (clinicId: Types.ObjectId, rows: QueuedRow[]): Promise<QueuedRow[]> => {
  const known = await auditLog()
    .find({ clinicId, _id: { $in: rows.map(({ _id }) => _id) } }, { projection: { _id: 1 } })
    .toArray();
  const ids = new Set(known.map(({ _id }) => _id.toHexString()));
  return rows.filter(({ _id }) => !ids.has(_id.toHexString()));
};

/** Verifies what was added since the last time; a fault stays written until somebody looks into it. */
const verifyNew = async (clinicId: Types.ObjectId, clock: Clock): Promise<void> => {
  const head = await auditHeads().findOne({ _id: clinicId, clinicId });
  if (head === null || head.fault !== undefined) return;
  const start = { seq: head.verifiedSeq ?? 0, hash: head.verifiedHash ?? genesis };
  const rows = await auditLog()
    .find({ clinicId, seq: { $gt: start.seq } })
    .sort({ seq: 1 })
    .limit(batch * 10)
    .toArray();
  const { head: reached, fault } = follow(start, rows);
  const verified = { verifiedSeq: reached.seq, verifiedHash: reached.hash, verifiedAt: clock.now() };
  await auditHeads().updateOne(
    { _id: clinicId, clinicId },
    { $set: { ...verified, ...(fault === undefined ? {} : { fault }) } },
  );
};

/** The lease of one clinic's chain, in database time; whoever holds it is the only writer. */
const createChainLease = (owner: string) => {
  const begun = new Set<string>();
  const beginChain = async (clinicId: Types.ObjectId): Promise<void> => {
    const id = clinicId.toHexString();
    if (begun.has(id)) return;
    const first = { $setOnInsert: { seq: 0, hash: genesis } };
    await auditHeads()
      .updateOne({ _id: clinicId, clinicId }, first, { upsert: true })
      .catch((error: unknown) => {
        // Another process began it at the same moment.
        if (!violates(error, '_id_')) throw error;
      });
    begun.add(id);
  };

  const takeLease = async (clinicId: Types.ObjectId): Promise<boolean> => {
    await beginChain(clinicId);
    const isFree = { $or: [{ $not: ['$lease.until'] }, { $lt: ['$lease.until', '$$NOW'] }] };
    const lease = { owner, until: { $add: ['$$NOW', leaseMs] } };
    const taken = await auditHeads().findOneAndUpdate(
      { _id: clinicId, clinicId, $expr: isFree },
      [{ $set: { lease } }],
      { projection: { _id: 1 } },
    );
    return taken !== null;
  };
  const giveBack = async (clinicId: Types.ObjectId): Promise<void> => {
    await auditHeads().updateOne({ _id: clinicId, clinicId, 'lease.owner': owner }, { $unset: { lease: 1 } });
  };
  return { takeLease, giveBack };
};

/** Gives queued rows their place: one leased writer per clinic; a crash repeats nothing and loses nothing. */
export const createAuditChain = ({ clock }: { clock: Clock }) => {
  const owner = randomUUID();
  const { takeLease, giveBack } = createChainLease(owner);

  const appendBatch = async (clinicId: Types.ObjectId): Promise<number> => {
    const rows = await dueRows(clinicId, clock);
    if (rows.length === 0) return 0;
    const fresh = chained(await headOf(clinicId), clinicId, await withoutChained(clinicId, rows));
    if (fresh.length > 0) await auditLog().insertMany(fresh);
    const last = fresh.at(-1);
    if (last !== undefined)
      await auditHeads().updateOne(
        { _id: clinicId, clinicId, 'lease.owner': owner },
        { $set: { seq: last.seq, hash: last.hash } },
      );
    await auditQueue().deleteMany({ clinicId, _id: { $in: rows.map(({ _id }) => _id) } });
    return rows.length;
  };

  const work = async (clinicId: Types.ObjectId): Promise<void> => {
    if (!(await takeLease(clinicId))) return;
    try {
      while ((await appendBatch(clinicId)) === batch);
    } finally {
      await giveBack(clinicId);
    }
  };

  const overClinics = async (
    ids: Promise<Types.ObjectId[]>,
    step: (clinicId: Types.ObjectId) => Promise<void>,
  ): Promise<void> => {
    for (const clinicId of await ids) await step(clinicId);
  };

  return {
    /** Every row that is due gets its place. */
    tick: (): Promise<void> =>
      runAsSystem('audit', () => overClinics(auditQueue().distinct('clinicId'), work)),
    verify: (): Promise<void> =>
      runAsSystem('audit', () =>
        overClinics(auditHeads().distinct('clinicId'), (id) => verifyNew(id, clock)),
      ),
  };
};
