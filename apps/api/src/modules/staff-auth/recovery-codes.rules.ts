/** One spelling of a code that a person copied from paper: letters that look like digits are digits. */
export const normalCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
