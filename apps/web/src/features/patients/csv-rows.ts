/** What of a spreadsheet goes back to the person who must correct it. Pure text work, nothing is sent. */

/** Where each record begins: quotes may hold line breaks, so a record can take several lines. */
const recordsOf = (text: string): Map<number, string> => {
  const records = new Map<number, string>();
  let begin = 0;
  let line = 1;
  let beginLine = 1;
  let isQuoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    const isEnd = sign === undefined || (sign === '\n' && !isQuoted);
    if (isEnd) {
      records.set(beginLine, text.slice(begin, at).replace(/\r$/, ''));
      begin = at + 1;
      beginLine = line + 1;
    }
    if (sign === '\n') line += 1;
  }
  return records;
};

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

export type BadRow = { line: number; reason: string };
type Source = { text: string; delimiter: string } | undefined;
type Heads = { line: string; reason: string };

/**
 * The rows that need work as CSV: with the file at hand the rows themselves, as they were, and the reason in
 * a last column; without it their line numbers and reasons. Begins with a byte order mark so that
 * spreadsheets read the accents.
 */
export const badRowsCsv = (rows: readonly BadRow[], source: Source, heads: Heads): string => {
  if (source === undefined) {
    const lines = rows.map(({ line, reason }) => `${line};${quoted(reason)}`);
    return `\uFEFF${[`${quoted(heads.line)};${quoted(heads.reason)}`, ...lines].join('\r\n')}\r\n`;
  }
  const { text, delimiter } = source;
  const records = recordsOf(text.replace(/^\uFEFF/, ''));
  const withReason = (record: string, reason: string): string => `${record}${delimiter}${quoted(reason)}`;
  const lines = rows.map(({ line, reason }) => withReason(records.get(line) ?? '', reason));
  return `\uFEFF${[withReason(records.get(1) ?? '', heads.reason), ...lines].join('\r\n')}\r\n`;
};

/** Hands a text over as a file. */
export const saveAs = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
