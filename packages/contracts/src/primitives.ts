import { z } from 'zod';
import { formatCep, formatCnpj, formatCpf, formatPhoneBr } from './br.ts';

const hex24 = /^[0-9a-f]{24}$/;
const idOf = <Brand extends string>(brand: Brand) =>
  z.string().regex(hex24, 'id').brand<Brand>().describe(`${brand} (24 hex digits)`);

export const ClinicId = idOf('ClinicId');
export type ClinicId = z.infer<typeof ClinicId>;
export const LocationId = idOf('LocationId');
export type LocationId = z.infer<typeof LocationId>;
export const OperatoryId = idOf('OperatoryId');
export type OperatoryId = z.infer<typeof OperatoryId>;
export const EquipmentId = idOf('EquipmentId');
export type EquipmentId = z.infer<typeof EquipmentId>;
export const ClosureId = idOf('ClosureId');
export type ClosureId = z.infer<typeof ClosureId>;
export const ProviderId = idOf('ProviderId');
export type ProviderId = z.infer<typeof ProviderId>;
export const AppointmentTypeId = idOf('AppointmentTypeId');
export type AppointmentTypeId = z.infer<typeof AppointmentTypeId>;
export const PatientId = idOf('PatientId');
export type PatientId = z.infer<typeof PatientId>;
export const AppointmentId = idOf('AppointmentId');
export type AppointmentId = z.infer<typeof AppointmentId>;
export const UserId = idOf('UserId');
export type UserId = z.infer<typeof UserId>;
export const SessionId = idOf('SessionId');
export type SessionId = z.infer<typeof SessionId>;
export const PasskeyId = idOf('PasskeyId');
export type PasskeyId = z.infer<typeof PasskeyId>;
export const ImportId = idOf('ImportId');
export type ImportId = z.infer<typeof ImportId>;
export const MessageId = idOf('MessageId');
export type MessageId = z.infer<typeof MessageId>;
export const RoleId = idOf('RoleId');
export type RoleId = z.infer<typeof RoleId>;
export const InvitationId = idOf('InvitationId');
export type InvitationId = z.infer<typeof InvitationId>;

/** An instant in UTC, `2026-03-10T12:00:00.000Z`. Offsets and bare wall times are refused. */
export const Instant = z.iso.datetime({ error: 'instant' });
/** A calendar day, `YYYY-MM-DD`, that exists (no 30 February). Never a `Date`: it has no zone. */
export const PlainDate = z.iso.date('day');
/** A day of the agenda: one that its calendar reaches, 2000 to 2089. */
export const AgendaDay = PlainDate.refine((day) => /^20[0-8]/.test(day), 'range');
/** An instant at which the agenda can hold something: the reach of its guard against double booking. */
export const AgendaInstant = Instant.refine((instant) => /^20[2-8]/.test(instant), 'range');
/** A wall-clock time of day in the location's zone, `HH:mm`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'timeOfDay');
/** The end of a block of hours: `HH:mm`, or `24:00` for the midnight that ends the day. */
export const EndOfBlock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'timeOfDay');
/** ISO weekday: 1 Monday … 7 Sunday. */
export const Weekday = z.int().min(1).max(7);
/** The number every edit must carry; a stale one loses with 409. */
export const Rev = z.int().min(0);

// Control characters (but tab and line breaks), lone surrogates, non-characters and the sign for lost bytes are
// never text: they break logs, CSV, PDF and comparisons.
const unprintable = /(?![\t\n\r])\p{Control}|\p{Surrogate}|\p{Noncharacter_Code_Point}|\uFFFD/u;
const lineBreak = /[\n\r\t]/;
// Bidirectional overrides can make a name or file display as another one.
const bidiControl = /[\u202A-\u202E\u2066-\u2069]/;

// More accents on one letter than any script writes: they spill over the lines around them.
const floodOfMarks = /\p{M}{9}/u;

const isPrintable = (value: string): boolean =>
  !unprintable.test(value) && !bidiControl.test(value) && !floodOfMarks.test(value);

/** One line of text: trimmed, inner spaces collapsed, NFC, 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .overwrite((value) => value.trim().replace(/ {2,}/g, ' '))
    .min(1, 'required')
    .max(max, 'tooLong')
    .refine((value) => isPrintable(value) && !lineBreak.test(value), 'text');

/** Text of several lines, possibly empty, at most `max` characters. */
export const prose = (max: number) =>
  z.string().normalize('NFC').trim().max(max, 'tooLong').refine(isPrintable, 'text');

/** What somebody types to find something; never stored. */
export const searchText = (max: number) => z.string().max(max, 'tooLong').refine(isPrintable, 'text');

/** A person's first or last name: letters of any script, marks, space, hyphen, apostrophe, full stop. */
export const PersonName = line(100).refine(
  (value) => /^[\p{L}\p{M}][\p{L}\p{M}\s\-'’.]*$/u.test(value),
  'personName',
);

export const Email = z
  .string()
  .overwrite((value) => value.trim().toLowerCase())
  .max(254, 'tooLong')
  .pipe(z.email('email'));

/** A Brazilian phone in any spelling; kept as `(11) 98888-7777`. */
export const Phone = z
  .string()
  .max(40, 'phone')
  .overwrite((value) => formatPhoneBr(value) ?? value)
  .refine((value) => formatPhoneBr(value) !== undefined, 'phone');

/** A CPF with right check digits; kept as `123.456.789-09`. */
export const Cpf = z
  .string()
  .max(20, 'cpf')
  .overwrite((value) => formatCpf(value) ?? value)
  .refine((value) => formatCpf(value) !== undefined, 'cpf');

/** A CNPJ (letters allowed in the first twelve positions) with right check digits. */
export const Cnpj = z
  .string()
  .max(24, 'cnpj')
  .overwrite((value) => formatCnpj(value) ?? value)
  .refine((value) => formatCnpj(value) !== undefined, 'cnpj');

export const Cep = z
  .string()
  .max(12, 'cep')
  .overwrite((value) => formatCep(value) ?? value)
  .refine((value) => formatCep(value) !== undefined, 'cep');

export const Uf = z.enum(
  [
    'AC',
    'AL',
    'AP',
    'AM',
    'BA',
    'CE',
    'DF',
    'ES',
    'GO',
    'MA',
    'MT',
    'MS',
    'MG',
    'PA',
    'PB',
    'PR',
    'PE',
    'PI',
    'RJ',
    'RN',
    'RS',
    'RO',
    'RR',
    'SC',
    'SP',
    'SE',
    'TO',
  ],
  'uf',
);
export type Uf = z.infer<typeof Uf>;

export const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'color');

/** Shape only; the API checks it against the IANA list and stores the canonical name. */
export const ZoneName = z.string().min(1, 'required').max(60, 'zone');

export const Address = z.strictObject({
  street: line(120).optional(),
  number: line(20).optional(),
  complement: line(60).optional(),
  neighborhood: line(80).optional(),
  city: line(80).optional(),
  state: Uf.optional(),
  zipCode: Cep.optional(),
});
export type Address = z.infer<typeof Address>;

/** Minutes that the agenda can hold: whole five-minute steps (the grain of the double-booking guard). */
export const minutes = (min: number, max: number) =>
  z.int().min(min, 'range').max(max, 'range').multipleOf(5, 'fiveMinutes');

/** A query flag: only the words `true` and `false`. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const wholeNumber = /^-?(?:0|[1-9]\d{0,14})$/;

/**
 * A number in a query string, in plain digits alone: `0x10`, `1e3`, `+5`, `007`, blanks and a repeated
 * parameter stay what they are and are refused by the number's own schema.
 */
export const queryNumber = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent) => (typeof sent === 'string' && wholeNumber.test(sent) ? Number(sent) : sent), schema);

/** Cursor paging for every list. */
export const PageQuery = {
  limit: queryNumber(z.int().min(1).max(100)).default(50),
  cursor: z
    .string()
    .regex(/^[\w-]{1,2000}$/, 'cursor')
    .optional(),
};
export const PageInfo = z.object({
  limit: z.number().int(),
  total: z.number().int().optional(),
  nextCursor: z.string().optional(),
});
export type PageInfo = z.infer<typeof PageInfo>;
export type Page<Item> = { items: Item[]; page: PageInfo };
