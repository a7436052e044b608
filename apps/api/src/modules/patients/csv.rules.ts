import type { Delimiter } from './import-file.rules.ts';
import type { ImportRecord } from './import.rules.ts';

/** Parts text into records and remembers the physical line on which each starts. */

type Cell = { text: string; end: number };

const lineBreaks = /\r\n|\r|\n/g;
const linesIn = (text: string): number => text.match(lineBreaks)?.length ?? 0;

const bareUntil = { ';': /[^;\r\n]*/y, ',': /[^,\r\n]*/y, '\t': /[^\t\r\n]*/y, '|': /[^|\r\n]*/y };

const readBare = (text: string, at: number, delimiter: Delimiter): Cell => {
  const pattern = bareUntil[delimiter];
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0] ?? '';
  return { text: found, end: at + found.length };
};

/** A cell that begins with a quote; undefined when nothing closes it, so that it is read as it stands. */
const readQuoted = (text: string, at: number, delimiter: Delimiter): Cell | undefined => {
  const parts: string[] = [];
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') {
      const rest = readBare(text, quote + 1, delimiter);
      return { text: parts.join('') + rest.text, end: rest.end };
    }
    parts.push('"');
    from = quote + 2;
  }
};

const readCell = (text: string, at: number, delimiter: Delimiter): Cell =>
  (text[at] === '"' ? readQuoted(text, at, delimiter) : undefined) ?? readBare(text, at, delimiter);

const readCells = (text: string, at: number, delimiter: Delimiter): { cells: string[]; end: number } => {
  const cells: string[] = [];
  for (let from = at; ; ) {
    const cell = readCell(text, from, delimiter);
    cells.push(cell.text);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end };
    from = cell.end + 1;
  }
};

const afterBreak = (text: string, at: number): number => at + (text.startsWith('\r\n', at) ? 2 : 1);
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Every record that says anything, the header first. Quotes may hold delimiters, quotes and line breaks. */
export function* recordsOf(text: string, delimiter: Delimiter): Generator<ImportRecord> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const { cells, end } = readCells(text, at, delimiter);
    if (!isBlank(cells)) yield { line, cells };
    const next = afterBreak(text, end);
    line += linesIn(text.slice(at, next));
    at = next;
  }
}
