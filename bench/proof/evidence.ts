import { type Document, MongoClient, type ObjectId } from 'mongodb';
import type { Evidence, EventRow, Facts, HistoryLine, Operation, Segment, VisitRow } from './history.ts';
import type { World } from './world.ts';

const text = (id: ObjectId | undefined): string | undefined => id?.toHexString();
const instant = (date: Date | undefined): number | undefined => date?.getTime();

const lineOf = (entry: Document): HistoryLine => ({
  at: entry['at'].getTime(),
  rev: entry['rev'],
  action: entry['action'],
  reason: entry['reason'],
  fromStatus: entry['fromStatus'],
  toStatus: entry['toStatus'],
  fromStartsAt: instant(entry['fromStartsAt']),
  toStartsAt: instant(entry['toStartsAt']),
  fromOperatoryId: text(entry['fromOperatoryId']),
  toOperatoryId: text(entry['toOperatoryId']),
});

const segmentOf = ({ resId, ord, role, s, e, ps, pe }: Document): Segment => ({
  resourceId: resId.toHexString(),
  ord,
  role,
  s,
  e,
  ps,
  pe,
});

const visitOf = (doc: Document): VisitRow => ({
  id: doc['_id'].toHexString(),
  note: doc['note'],
  idemKey: doc['idem']?.key,
  status: doc['status'],
  typeId: text(doc['typeId']) ?? '',
  providerId: text(doc['providerId']) ?? '',
  operatoryId: text(doc['operatoryId']),
  patientId: text(doc['patientId']) ?? '',
  startsAt: doc['startsAt'].getTime(),
  endsAt: doc['endsAt'].getTime(),
  isOverbooked: doc['isOverbooked'],
  isReleased: doc['releasedAt'] !== undefined,
  segments: doc['segments'].map(segmentOf),
  claims: doc['claims'],
  rev: doc['rev'],
  isHoldLost: doc['hold']?.lostAt !== undefined,
  history: doc['history'].map(lineOf),
});

const carriedBy = (doc: Document): EventRow[] =>
  doc['outbox'].map(({ id, seq, type }: Document) => ({
    id: id.toHexString(),
    visitId: doc['_id'].toHexString(),
    seq,
    type,
  }));

const relayed = ({ _id, aggregateId, seq, type }: Document): EventRow => ({
  id: _id.toHexString(),
  visitId: aggregateId,
  seq,
  type,
});

const factsOf = ({ providers, rooms, patients, types }: World): Facts => ({
  ords: new Map([...providers, ...rooms, ...patients].map(({ id, ord }) => [id, ord])),
  providerBuffers: new Map(),
  typeBuffers: new Map(types.map(({ id, after }) => [id, { before: 0, after }])),
});

type Source = { uri: string; world: World; operations: readonly Operation[] };

/**
 * Everything stored, after a write that a majority has: read with majority from whoever is primary now, so
 * that nothing is seen that could still be rolled back.
 */
export const readEvidence = async ({ uri, world, operations }: Source): Promise<Evidence> => {
  const client = new MongoClient(uri, { readPreference: 'primary', serverSelectionTimeoutMS: 20_000 });
  try {
    const db = client.db();
    const barrier = { writeConcern: { w: 'majority', journal: true, wtimeoutMS: 20_000 } } as const;
    await db.collection('proof_barrier').insertOne({ at: new Date() }, barrier);
    const concern = { readConcern: { level: 'majority' } } as const;
    const visits = await db.collection('appointments', concern).find().toArray();
    const rows = await db.collection('outbox', concern).find({ aggregateType: 'appointments' }).toArray();
    return {
      facts: factsOf(world),
      operations,
      visits: visits.map(visitOf),
      events: [...rows.map(relayed), ...visits.flatMap(carriedBy)],
    };
  } finally {
    await client.close();
  }
};
