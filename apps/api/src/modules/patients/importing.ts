import { type ImportField, maximumImportRecords, type undoImport, type ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import type { Upload } from '../../platform/http/route.ts';
import { Types } from '../../platform/mongo.ts';
import { recordsOf } from './csv.rules.ts';
import type { ImportApply } from './import-apply.ts';
import type { ImportCheck } from './import-check.ts';
import { guessColumns, isUsable } from './import-columns.rules.ts';
import { decode, delimiterOf, encodingOf, shownFileName } from './import-file.rules.ts';
import type { Which } from './import-lease.ts';
import type { FreshImport, ImportStore, Report } from './import-store.ts';
import type { ImportUndo } from './import-undo.ts';
import type { ImportRecord } from './import.rules.ts';
import type { ImportDoc } from './patient-import.model.ts';

type Deps = {
  clock: Clock;
  today: () => Promise<string>;
  store: ImportStore;
  check: ImportCheck;
  apply: ImportApply;
  undo: ImportUndo;
};

const mostColumns = 200;
const longestSample = 60;

type Sheet = Pick<FreshImport, 'encoding' | 'delimiter' | 'headers' | 'samples'> & {
  records: ImportRecord[];
};

/** The records of a file, header apart; refuses what is no text, has no header or is too long. */
const readSheet = ({ bytes }: Upload): Sheet => {
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined)
    throw new AppError('unsupported-media-type', 'Send a CSV file: text with one patient per line.');
  const delimiter = delimiterOf(text);
  const records: ImportRecord[] = [];
  for (const record of recordsOf(text, delimiter)) {
    records.push(record);
    if (records.length > maximumImportRecords + 1)
      throw new AppError('payload-too-large', `A file may hold ${maximumImportRecords} patients.`);
  }
  const [header, ...rest] = records;
  if (header === undefined) throw invalid([{ path: 'file', message: 'empty' }]);
  if (header.cells.length > mostColumns) throw invalid([{ path: 'file', message: 'tooManyColumns' }]);
  const headers = header.cells.map((cell) => cell.trim().slice(0, longestSample));
  const samples = headers.map((_, at) => sampleOf(rest, at));
  return { encoding, delimiter, headers, samples, records: rest };
};

const sampleOf = (records: readonly ImportRecord[], at: number): string => {
  const first = records.slice(0, 20).find(({ cells }) => (cells[at] ?? '').trim() !== '');
  return (first?.cells[at] ?? '').trim().slice(0, longestSample);
};

type Mapping = { clinicId: Types.ObjectId; importId: Types.ObjectId; fields: ImportField[] };

const judged = async ({ check, today }: Deps, records: readonly ImportRecord[], mapping: Mapping) => {
  const { accepted, warnings, errors } = await check(records, { ...mapping, today: await today() });
  return { accepted: accepted.length, warnings, errors };
};

const remapped = async (deps: Deps, which: Which, fields: ImportField[]): Promise<ImportDoc> => {
  const { store } = deps;
  const { doc, owner } = await store.claim(which, 'checked');
  if (!isUsable(fields, doc.headers.length)) {
    await store.settle(which, owner, { fields: doc.fields });
    throw invalid([{ path: 'columns', message: 'columns' }]);
  }
  const records = await store.recordsOf(which);
  const result = await judged(deps, records, { clinicId: which.clinicId, importId: doc._id, fields });
  return store.settle(which, owner, { fields, ...result });
};

/** Bringing patients from a spreadsheet: look first, then write, and take back if it was a mistake. */
export const createImporting = (deps: Deps) => {
  const { clock, store, apply, undo } = deps;

  return {
    /** Reads a file and says what would happen; no patient is written. */
    check: async (actor: Actor, file: Upload | undefined): Promise<Report> => {
      if (file === undefined) throw invalid([{ path: 'file', message: 'required' }]);
      const { records, ...sheet } = readSheet(file);
      const { clinicId } = actor;
      const _id = new Types.ObjectId();
      const fields = guessColumns(sheet.headers);
      const doc: FreshImport = {
        _id,
        clinicId,
        state: 'checked',
        fileName: shownFileName(file.fileName),
        ...sheet,
        fields,
        records: records.length,
        ...(await judged(deps, records, { clinicId, importId: _id, fields })),
        createdAt: clock.now(),
        createdBy: actor.userId,
      };
      return store.report(await store.add(doc, records));
    },

    /** The same file with other columns. */
    remap: async ({ clinicId }: Actor, importId: string, columns: ImportField[]): Promise<Report> =>
      store.report(await remapped(deps, { clinicId, importId }, columns)),

    /** Writes every accepted row, each once, however often it is called or interrupted. */
    apply: async (actor: Actor, importId: string): Promise<Report> =>
      store.report(await apply(actor, importId)),

    /** Takes back the records of the import that nobody has used since. */
    undo: async (actor: Actor, importId: string): Promise<ViewOf<(typeof undoImport)['response']>> => {
      const { doc, removed, kept } = await undo(actor, importId);
      return { report: await store.report(doc), removed, kept };
    },

    get: async ({ clinicId }: Actor, importId: string): Promise<Report> =>
      store.report(await store.read({ clinicId, importId })),

    list: async ({ clinicId }: Actor): Promise<Report[]> =>
      Promise.all((await store.list(clinicId)).map(store.report)),
  };
};
export type Importing = ReturnType<typeof createImporting>;
