import {
  Cep,
  Cpf,
  Email,
  type ImportField,
  line,
  PatientDraft,
  PersonName,
  Phone,
  PlainDate,
  prose,
  Uf,
} from '@topsmile/contracts';
import { birthProblem } from './age.rules.ts';
import { digitsOf, nameKeyOf } from './identity.rules.ts';

/** One record of a spreadsheet: where it starts, and its cells. */
export type ImportRecord = { line: number; cells: readonly string[] };

export type Problem =
  | 'wrong-column-count'
  | 'missing-name'
  | 'invalid-name'
  | 'invalid-birth-date'
  | 'future-birth-date'
  | 'invalid-cpf'
  | 'missing-phone'
  | 'invalid-phone'
  | 'invalid-email'
  | 'invalid-zip-code'
  | 'invalid-state'
  | 'invalid-address'
  | 'invalid-notes'
  | 'duplicate-cpf-in-file'
  | 'duplicate-patient-in-file'
  | 'existing-cpf'
  | 'existing-patient';
export type Warning = 'warning-shared-phone';

export type Checked =
  | { line: number; problem: Problem }
  | { line: number; draft: PatientDraft; warning: Warning | undefined };

type Cells = Partial<Record<ImportField, string>>;
type Read<T> = { value: T } | { problem: Problem };
type Schema<T> = { safeParse: (value: unknown) => { success: boolean; data?: T | undefined } };

const cellsOf = ({ cells }: ImportRecord, fields: readonly ImportField[]): Cells =>
  Object.fromEntries(
    fields.flatMap((field, at) => {
      const text = (cells[at] ?? '').trim();
      return field === 'ignore' || text === '' ? [] : [[field, text]];
    }),
  );

const optional = <T>(schema: Schema<T>, text: string | undefined, problem: Problem): Read<T | undefined> => {
  if (text === undefined) return { value: undefined };
  const { data } = schema.safeParse(text);
  return data === undefined ? { problem } : { value: data };
};

/** First and last name; one full name is parted at its first space. */
const namesIn = ({ firstName, lastName, fullName }: Cells): Cells => {
  if (firstName !== undefined || lastName !== undefined || fullName === undefined)
    return { ...given('firstName', firstName), ...given('lastName', lastName) };
  const [first, ...rest] = fullName.split(/\s+/);
  return { ...given('firstName', first), ...given('lastName', rest.join(' ') || undefined) };
};
const given = (field: ImportField, value: string | undefined): Cells =>
  value === undefined ? {} : { [field]: value };

const readNames = (cells: Cells): Read<{ firstName: string; lastName: string }> => {
  const names = namesIn(cells);
  if (names.firstName === undefined || names.lastName === undefined) return { problem: 'missing-name' };
  const [firstName, lastName] = [PersonName.safeParse(names.firstName), PersonName.safeParse(names.lastName)];
  if (!firstName.success || !lastName.success) return { problem: 'invalid-name' };
  return { value: { firstName: firstName.data, lastName: lastName.data } };
};

/** `dd/mm/yyyy` or `yyyy-mm-dd`; a year of two digits names no century and is refused. */
const dayOf = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return PlainDate.safeParse(iso).data;
};

const readBirth = (text: string | undefined, today: string): Read<string | undefined> => {
  if (text === undefined) return { value: undefined };
  const day = dayOf(text);
  if (day === undefined) return { problem: 'invalid-birth-date' };
  const problem = birthProblem(day, today);
  if (problem === 'inTheFuture') return { problem: 'future-birth-date' };
  return problem === undefined ? { value: day } : { problem: 'invalid-birth-date' };
};

const readPhone = (text: string | undefined): Read<string> => {
  if (text === undefined) return { problem: 'missing-phone' };
  const { data } = Phone.safeParse(text);
  return data === undefined ? { problem: 'invalid-phone' } : { value: data };
};

// Spreadsheets drop the leading zeros of a CPF kept as a number.
const readCpf = (text: string | undefined): Read<string | undefined> =>
  optional(Cpf, text !== undefined && /^\d{9,10}$/.test(text) ? text.padStart(11, '0') : text, 'invalid-cpf');

const readAddress = (cells: Cells): Read<PatientDraft['address']> => {
  const zipCode = optional(Cep, cells.zipCode, 'invalid-zip-code');
  if ('problem' in zipCode) return zipCode;
  const state = optional(Uf, cells.state?.toUpperCase(), 'invalid-state');
  if ('problem' in state) return state;
  const lines = {
    street: optional(line(120), cells.street, 'invalid-address'),
    number: optional(line(20), cells.number, 'invalid-address'),
    complement: optional(line(60), cells.complement, 'invalid-address'),
    neighborhood: optional(line(80), cells.neighborhood, 'invalid-address'),
    city: optional(line(80), cells.city, 'invalid-address'),
  };
  const address: Record<string, string> = {};
  for (const [field, read] of Object.entries({ ...lines, zipCode, state })) {
    if ('problem' in read) return read;
    if (read.value !== undefined) address[field] = read.value;
  }
  return { value: PatientDraft.shape.address.parse(address) };
};

const problemIn = (reads: readonly Read<unknown>[]): Problem | undefined => {
  for (const read of reads) if ('problem' in read) return read.problem;
  return undefined;
};
const valueOf = <T>(read: Read<T>): T | undefined => ('value' in read ? read.value : undefined);

/** One record read on its own: a draft, or the first thing that is wrong with it. */
export const readRecord = (
  record: ImportRecord,
  { fields, today }: { fields: readonly ImportField[]; today: string },
): { problem: Problem } | { draft: PatientDraft } => {
  if (record.cells.length !== fields.length) return { problem: 'wrong-column-count' };
  const cells = cellsOf(record, fields);
  const names = readNames(cells);
  const dateOfBirth = readBirth(cells.dateOfBirth, today);
  const cpf = readCpf(cells.cpf);
  const phone = readPhone(cells.phone);
  const email = optional(Email, cells.email, 'invalid-email');
  const address = readAddress(cells);
  const notes = optional(prose(2000), cells.notes, 'invalid-notes');
  const problem = problemIn([names, dateOfBirth, cpf, phone, email, address, notes]);
  if (problem !== undefined) return { problem };
  const draft = PatientDraft.safeParse({
    ...valueOf(names),
    dateOfBirth: valueOf(dateOfBirth),
    cpf: valueOf(cpf),
    phone: valueOf(phone),
    email: valueOf(email),
    address: valueOf(address),
    notes: valueOf(notes),
  });
  return draft.success ? { draft: draft.data } : { problem: 'invalid-name' };
};

/** Who is already there, by what identifies a person; asked about the clinic and about the file itself. */
export type KnownPeople = {
  hasCpf: (cpf: string) => boolean;
  namesWithPhone: (phoneDigits: string) => ReadonlySet<string> | undefined;
};

/** People seen so far in one file. */
export const createSeen = () => {
  const cpfs = new Set<string>();
  const names = new Map<string, Set<string>>();
  return {
    hasCpf: (cpf: string): boolean => cpfs.has(cpf),
    namesWithPhone: (phoneDigits: string): ReadonlySet<string> | undefined => names.get(phoneDigits),
    add: ({ cpf, phone, firstName, lastName }: PatientDraft): void => {
      if (cpf !== undefined) cpfs.add(cpf);
      const digits = digitsOf(phone);
      const known = names.get(digits) ?? new Set<string>();
      names.set(digits, known.add(nameKeyOf(`${firstName} ${lastName}`)));
    },
  };
};
export type Seen = ReturnType<typeof createSeen>;

const clashWith = (people: KnownPeople, draft: PatientDraft): 'cpf' | 'person' | 'phone' | undefined => {
  if (draft.cpf !== undefined && people.hasCpf(draft.cpf)) return 'cpf';
  const names = people.namesWithPhone(digitsOf(draft.phone));
  if (names === undefined || names.size === 0) return undefined;
  return names.has(nameKeyOf(`${draft.firstName} ${draft.lastName}`)) ? 'person' : 'phone';
};

type Context = { fields: readonly ImportField[]; today: string; clinic: KnownPeople; seen: Seen };

/** One record in the light of those before it and of the clinic; an accepted one counts as seen. */
export const checkRecord = (record: ImportRecord, { fields, today, clinic, seen }: Context): Checked => {
  const { line: at } = record;
  const read = readRecord(record, { fields, today });
  if ('problem' in read) return { line: at, problem: read.problem };
  const { draft } = read;
  const [inFile, inClinic] = [clashWith(seen, draft), clashWith(clinic, draft)];
  if (inFile === 'cpf') return { line: at, problem: 'duplicate-cpf-in-file' };
  if (inClinic === 'cpf') return { line: at, problem: 'existing-cpf' };
  if (inFile === 'person') return { line: at, problem: 'duplicate-patient-in-file' };
  if (inClinic === 'person') return { line: at, problem: 'existing-patient' };
  seen.add(draft);
  const isShared = inFile === 'phone' || inClinic === 'phone';
  return { line: at, draft, warning: isShared ? 'warning-shared-phone' : undefined };
};
