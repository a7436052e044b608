import { PlainDate } from '@topsmile/contracts';
import { prefixesOf } from '../../platform/search-text.rules.ts';
import { digitsOf } from './identity.rules.ts';

/** What the reader typed into the search field, understood. */
export type Search =
  | { kind: 'everyone' }
  | { kind: 'nobody' }
  | { kind: 'birth'; day: string }
  | { kind: 'digits'; digits: string; cpf: string | undefined; recordNumber: number | undefined }
  | { kind: 'words'; words: RegExp[]; email: RegExp | undefined };

const looksLikeNumber = /^[\d\s()+\-./]+$/;
const cpfLength = 11;
const longestRecordNumber = 9;
const shortestPhonePart = 4;

const dayOf = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return PlainDate.safeParse(iso).data;
};

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

// +55 and the trunk 0 are spellings of the same phone.
const withoutPrefixes = (digits: string): string =>
  digits.replace(/^55(?=\d{10,11}$)/, '').replace(/^0(?=\d{10,11}$)/, '');

const byDigits = (text: string): Search => {
  const typed = digitsOf(text);
  if (typed === '') return { kind: 'nobody' };
  return {
    kind: 'digits',
    digits: withoutPrefixes(typed),
    cpf: typed.length === cpfLength ? typed : undefined,
    recordNumber: typed.length <= longestRecordNumber ? Number(typed) : undefined,
  };
};

// A single word may be the beginning of an address; two words are a name.
const emailOf = (text: string): RegExp | undefined =>
  /\s/.test(text) || !/[@.\d_]/.test(text) ? undefined : new RegExp(`^${literally(text.toLowerCase())}`);

const byWords = (text: string): Search => {
  const words = text.includes('@') ? [] : prefixesOf(text);
  const email = emailOf(text);
  return words.length === 0 && email === undefined ? { kind: 'nobody' } : { kind: 'words', words, email };
};

/** Understands a search: a birth date, digits of phone, CPF or record number, an e-mail, or parts of a name. */
export const understand = (typed: string | undefined): Search => {
  const text = (typed ?? '').trim();
  if (text === '') return { kind: 'everyone' };
  const day = dayOf(text);
  if (day !== undefined) return { kind: 'birth', day };
  return looksLikeNumber.test(text) ? byDigits(text) : byWords(text);
};

export { shortestPhonePart };
