import type { ImportReport } from '@topsmile/contracts';

/** What a spreadsheet is made of, found from its bytes: encoding and delimiter. */

export type Encoding = ImportReport['encoding'];
export type Delimiter = ImportReport['delimiter'];

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

// Latin text in UTF-16LE: every second byte is zero.
const looksLikeUtf16 = (bytes: Uint8Array): boolean => {
  const sample = bytes.subarray(0, 400);
  const zeros = sample.filter((byte, at) => at % 2 === 1 && byte === 0).length;
  return sample.length >= 2 && zeros > sample.length * 0.4;
};

export const encodingOf = (bytes: Uint8Array): Encoding => {
  if (startsWith(bytes, [0xff, 0xfe]) || looksLikeUtf16(bytes)) return 'utf-16le';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
};

// No text editor and no spreadsheet writes these into a table: such a file is a picture, a program, a package.
const control = /(?![\t\n\v\f\r\u0080-\u009F])\p{Control}/u;

/** The text without its byte order mark, or undefined when it is no text at all. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string | undefined => {
  const text = new TextDecoder(encoding).decode(bytes);
  return control.test(text) ? undefined : text;
};

const delimiters = [';', ',', '\t', '|'] as const satisfies readonly Delimiter[];

/** How often each delimiter stands outside quotes in the first record. */
const countsInHeader = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === '\n') break;
    if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
};

/** The sign that parts the columns of the header; a semicolon where nothing does. */
export const delimiterOf = (text: string): Delimiter => {
  const counts = countsInHeader(text.trimStart());
  const countOf = (delimiter: string): number => counts.get(delimiter) ?? 0;
  return delimiters.reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
};

const notForNames = /[\p{Cc}\p{Cf}\p{Surrogate}]/gu;
const longestFileName = 120;

/** The name of the file as it may be shown: no folders, no control or direction signs. */
export const shownFileName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(notForNames, '').trim().slice(0, longestFileName) || 'import.csv';
};
