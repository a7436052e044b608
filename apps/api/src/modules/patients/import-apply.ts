import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { refusedWrites, type Types } from '../../platform/mongo.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
import type { BlindIndex } from './blind-index.ts';
import type { ImportCheck, Outcome } from './import-check.ts';
import { type ImportStore, inBatches } from './import-store.ts';
import { newPatient } from './patient-draft.ts';
import type { ImportDoc } from './patient-import.model.ts';
import { patients } from './patient.model.ts';

type Deps = {
  clock: Clock;
  today: () => Promise<string>;
  blindIndex: BlindIndex;
  cipher: FieldCipher;
  store: ImportStore;
  check: ImportCheck;
};
type Target = { clinicId: Types.ObjectId; importId: Types.ObjectId; ord: number; recordNumber: number };
type Accepted = Outcome['accepted'];

type Refusal = { index: number; isCpf: boolean };

/** The rows that lost against a unique index; anything else is a failure of its own. */
const refusalsIn = (error: unknown): Refusal[] => {
  const refused = refusedWrites(error);
  if (refused.length === 0) throw error;
  return refused.map(({ index, errmsg = '' }) => {
    if (!errmsg.includes('E11000')) throw error;
    return { index, isCpf: errmsg.includes('index: uniq_cpf ') };
  });
};

const linesWritten = async (clinicId: Types.ObjectId, importId: Types.ObjectId): Promise<Set<number>> => {
  const rows = await patients()
    .find<{ importedFrom: { line: number } }>(
      { clinicId, 'importedFrom.importId': importId },
      { projection: { _id: 0, 'importedFrom.line': 1 }, hint: 'uniq_import_line' },
    )
    .toArray();
  return new Set(rows.map(({ importedFrom }) => importedFrom.line));
};

/** Writes one batch in one command; answers the lines whose CPF somebody registered in the meantime. */
const write = async (
  { clock, blindIndex, cipher }: Deps,
  batch: Accepted,
  { clinicId, importId, ord, recordNumber }: Target,
): Promise<number[]> => {
  const at = clock.now();
  const discretion = { blindIndex, seal: await cipher.sealer(clinicId) };
  const documents = batch.map(({ draft, line }, index) => ({
    ...newPatient(
      { draft, numbers: { ord: ord + index, recordNumber: recordNumber + index }, clinicId, at },
      discretion,
    ),
    importedFrom: { importId, line },
  }));
  const refused = await patients()
    .insertMany(documents, { ordered: false })
    .then(() => [])
    .catch(refusalsIn);
  return refused.filter(({ isCpf }) => isCpf).flatMap(({ index }) => batch[index]?.line ?? []);
};

type Claimed = { doc: ImportDoc; owner: string };

const writeAll = async (deps: Deps, missing: Accepted, { doc, owner }: Claimed): Promise<number[]> => {
  if (missing.length === 0) return [];
  const { clinicId, _id: importId } = doc;
  const taken: number[] = [];
  let ord = await takeNumbers('resource-ord', missing.length);
  let recordNumber = await takeNumbers(`record-number:${clinicId.toHexString()}`, missing.length);
  for (const batch of inBatches(missing)) {
    taken.push(...(await write(deps, batch, { clinicId, importId, ord, recordNumber })));
    ord += batch.length;
    recordNumber += batch.length;
    await deps.store.renew({ clinicId, importId: importId.toHexString() }, owner);
  }
  return taken;
};

export const createImportApply = (deps: Deps) => {
  const { today, store, check } = deps;

  /**
   * Writes the accepted rows in batches of 500. Every row carries its import and line under a unique index:
   * a crash in the middle is resumed by calling again, and no row can be written twice. New patients have
   * no visits, so no event is told for each of them.
   */
  return async ({ clinicId }: Actor, importId: string): Promise<ImportDoc> => {
    const which = { clinicId, importId };
    const claimed = await store.claim(which, 'checked');
    const { _id, fields } = claimed.doc;
    const records = await store.recordsOf(which);
    const outcome = await check(records, { clinicId, importId: _id, fields, today: await today() });
    const written = await linesWritten(clinicId, _id);
    const missing = outcome.accepted.filter(({ line }) => !written.has(line));
    const taken = new Set(await writeAll(deps, missing, claimed));
    const lost = [...taken].map((line) => ({ line, outcome: 'error' as const, reason: 'existing-cpf' }));
    const settled = await store.settle(which, claimed.owner, {
      state: 'imported',
      accepted: outcome.accepted.length - taken.size,
      warnings: outcome.warnings.filter(({ line }) => !taken.has(line)),
      errors: [...outcome.errors, ...lost].sort((one, other) => one.line - other.line),
    });
    await store.dropRecords(which);
    return settled;
  };
};
export type ImportApply = ReturnType<typeof createImportApply>;
