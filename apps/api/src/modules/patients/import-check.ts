import { setImmediate } from 'node:timers/promises';
import type { ImportField } from '@topsmile/contracts';
import type { Types } from '../../platform/mongo.ts';
import type { BlindIndex } from './blind-index.ts';
import { digitsOf } from './identity.rules.ts';
import { inBatches } from './import-store.ts';
import {
  checkRecord,
  type Checked,
  createSeen,
  type ImportRecord,
  type KnownPeople,
} from './import.rules.ts';
import { patients } from './patient.model.ts';

type Known = { cpfHash?: string; phoneDigits: string; nameKey: string };
type Facts = {
  clinicId: Types.ObjectId;
  importId: Types.ObjectId;
  fields: readonly ImportField[];
  today: string;
};

const columnOf = (record: ImportRecord, at: number): string =>
  at === -1 ? '' : digitsOf(record.cells[at] ?? '');

const phoneIn = (digits: string): string => digits.replace(/^(55(?=\d{10,11}$)|0(?=\d{10,11}$))/, '');

export type Outcome = {
  accepted: Extract<Checked, { draft: unknown }>[];
  warnings: { line: number; outcome: 'warning'; reason: string }[];
  errors: { line: number; outcome: 'error'; reason: string }[];
};

export const createImportCheck = (blindIndex: BlindIndex) => {
  /** Active patients of the clinic whom these records could be; rows of this very import are not "others". */
  const knownTo = async (records: readonly ImportRecord[], facts: Facts): Promise<KnownPeople> => {
    const { clinicId, importId, fields } = facts;
    const [cpfAt, phoneAt] = [fields.indexOf('cpf'), fields.indexOf('phone')];
    const hashes = records.flatMap((record) => {
      const cpf = columnOf(record, cpfAt);
      return cpf === '' ? [] : [blindIndex(clinicId, cpf.padStart(11, '0'))];
    });
    const phones = records.map((record) => phoneIn(columnOf(record, phoneAt))).filter(Boolean);
    const scope = { clinicId, status: 'active' as const, 'importedFrom.importId': { $ne: importId } };
    const projection = { cpfHash: 1, phoneDigits: 1, nameKey: 1 };
    const found = (match: object, hint: string): Promise<Known[]> =>
      patients()
        .find<Known>({ ...scope, ...match }, { projection, hint })
        .toArray();
    const [sameCpf, samePhone] = await Promise.all([
      hashes.length === 0 ? [] : found({ cpfHash: { $in: hashes } }, 'by_cpf'),
      phones.length === 0 ? [] : found({ phoneDigits: { $in: phones } }, 'by_phone'),
    ]);
    const cpfs = new Set(sameCpf.map(({ cpfHash }) => cpfHash));
    const names = new Map<string, Set<string>>();
    for (const { phoneDigits, nameKey } of samePhone)
      names.set(phoneDigits, (names.get(phoneDigits) ?? new Set<string>()).add(nameKey));
    return {
      hasCpf: (cpf) => cpfs.has(blindIndex(clinicId, cpf)),
      namesWithPhone: (digits) => names.get(digits),
    };
  };

  /** Every record judged, in the order of the file; two commands for each 500. */
  return async (records: readonly ImportRecord[], facts: Facts): Promise<Outcome> => {
    const outcome: Outcome = { accepted: [], warnings: [], errors: [] };
    const seen = createSeen();
    for (const batch of inBatches(records)) {
      const clinic = await knownTo(batch, facts);
      for (const record of batch) sort(checkRecord(record, { ...facts, clinic, seen }), outcome);
      // A large file must not keep everybody else waiting.
      await setImmediate();
    }
    return outcome;
  };
};
export type ImportCheck = ReturnType<typeof createImportCheck>;

const sort = (checked: Checked, { accepted, warnings, errors }: Outcome): void => {
  const { line } = checked;
  if ('problem' in checked) {
    errors.push({ line, outcome: 'error', reason: checked.problem });
    return;
  }
  accepted.push(checked);
  if (checked.warning !== undefined) warnings.push({ line, outcome: 'warning', reason: checked.warning });
};
