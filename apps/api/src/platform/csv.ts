// A spreadsheet runs a cell that begins like this; the apostrophe makes it text again.
const formula = /^[=+\-@\t\r]/;

export type Cell = string | number | boolean | null | undefined;

const cell = (value: Cell): string => {
  const text = String(value ?? '');
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",;\n\r']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A CSV file that opens in a spreadsheet as it is: UTF-8 with its mark, CRLF, no cell that runs. */
export const csvOf = (header: readonly string[], rows: readonly (readonly Cell[])[]): Buffer =>
  Buffer.from(`\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8');
