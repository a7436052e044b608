import { assertIndex } from './platform/migrations.ts';

/** Refuses to serve without the index that makes double booking impossible: its absence would be silent. */
export const assertSchedulingIndexes = (): Promise<void> =>
  assertIndex('appointments', {
    name: 'uniq_claims',
    unique: true,
    key: { claims: 1 },
    partialFilterExpression: { claims: { $exists: true } },
  });
