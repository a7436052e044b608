import { Temporal } from 'temporal-polyfill';

/** Names that runtimes still list under their older spelling, against the name the tz database uses. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Links of the tz database that are whole words of a country, the only names without a slash that are places. */
const countries = new Set(
  'Cuba Egypt Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya Navajo Poland Portugal Singapore Turkey'.split(
    ' ',
  ),
);

const known = new Map<string, string | undefined>();
/** Answers are remembered; strangers' misspellings may not fill the memory. */
const mostRemembered = 1000;

/**
 * The name under which a zone is stored, or `undefined` for what is no place of the tz database: abbreviations,
 * POSIX strings and fixed offsets name a rule that no law will ever correct. Links become their target.
 */
export const canonicalZone = (name: string): string | undefined => {
  if (known.has(name)) return known.get(name);
  const zone = lookUp(name);
  if (known.size < mostRemembered) known.set(name, zone);
  return zone;
};

const lookUp = (name: string): string | undefined => {
  const isPlace = name.includes('/') ? !/^(etc|systemv)\//i.test(name) : countries.has(name);
  const there = isPlace ? atEpoch(name) : undefined;
  if (!there) return undefined;
  const primary = Intl.supportedValuesOf('timeZone').find(
    (zone) => zone.includes('/') && atEpoch(zone)?.equals(there),
  );
  return primary === undefined ? undefined : (renamed[primary] ?? primary);
};

const atEpoch = (zone: string): Temporal.ZonedDateTime | undefined => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    return undefined;
  }
};
