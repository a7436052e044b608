import { collectionNamed, type Filter, Types } from '../mongo.ts';
import { SealError } from './envelope.ts';
import type { FieldCipher, Place } from './field-cipher.ts';
import type { KeyOwner } from './key-rows.ts';
import { type SealedField, valueAt } from './sealed-fields.ts';

/** Values read and written at a time: small enough that nobody waits behind it. */
const batchSize = 200;

type Row = { _id: Types.ObjectId } & Record<string, unknown>;
type Scope = { cipher: FieldCipher; owner: KeyOwner };

const placeOf = ({ collection, path, sealedAs }: SealedField, row: Row): Place | undefined => {
  const id = sealedAs === undefined ? row._id : valueAt(row, sealedAs.idPath);
  if (!(id instanceof Types.ObjectId)) return undefined;
  return { collection: sealedAs?.collection ?? collection, field: sealedAs?.field ?? path, id };
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');

const ownerFilter = (owner: KeyOwner): Filter<Row> => (owner === 'platform' ? {} : { clinicId: owner });

/** The value under the current key, or undefined where it is spoilt and stays as it is. */
const renewedValue = async ({ cipher, owner }: Scope, place: Place, sealed: string) => {
  try {
    return await cipher.renew(owner, place, sealed);
  } catch (error) {
    if (error instanceof SealError && error.problem !== 'key-shredded') return undefined;
    throw error;
  }
};

const renewRow = async (scope: Scope, field: SealedField, row: Row) => {
  const { owner } = scope;
  const place = placeOf(field, row);
  const sealed = valueAt(row, field.path);
  if (place === undefined || typeof sealed !== 'string') return [];
  const renewed = await renewedValue(scope, place, sealed);
  if (renewed === undefined) return [];
  // Only over the value that was read: an edit in between stays, and is under the new key already.
  const filter = { ...ownerFilter(owner), _id: row._id, [field.path]: sealed };
  return [{ updateOne: { filter, update: { $set: { [field.path]: renewed } } } }];
};

/** Values sealed anew, and values that could not be opened. */
export type Resealed = { renewed: number; spoilt: number };

/** Seals anew, batch by batch, what is under an earlier key of this owner. */
export const resealField = async (scope: Scope, field: SealedField): Promise<Resealed> => {
  const { cipher, owner } = scope;
  const rows = collectionNamed<Row>(field.collection);
  const stale = {
    $type: 'string',
    $regex: /^v1\|/,
    $not: new RegExp(`^${escaped(await cipher.beginning(owner))}`),
  };
  const projection = { [field.path]: 1, ...(field.sealedAs ? { [field.sealedAs.idPath]: 1 } : {}) };
  const result: Resealed = { renewed: 0, spoilt: 0 };
  let after: Types.ObjectId | undefined;
  for (;;) {
    const filter: Filter<Row> = {
      ...ownerFilter(owner),
      [field.path]: stale,
      ...(after === undefined ? {} : { _id: { $gt: after } }),
    };
    const batch: Row[] = await rows
      .find<Row>(filter, { projection, sort: { _id: 1 }, limit: batchSize })
      .toArray();
    const last = batch.at(-1);
    if (last === undefined) return result;
    const writes = (await Promise.all(batch.map((row) => renewRow(scope, field, row)))).flat();
    if (writes.length > 0) await rows.bulkWrite(writes, { ordered: false });
    result.renewed += writes.length;
    result.spoilt += batch.length - writes.length;
    after = last._id;
  }
};
