/** Browser storage that may be refused, full or edited by hand: reading and writing never throw. */
const prefix = 'topsmile.';

export const readStored = (key: string): string | undefined => {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
};

export const writeStored = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Nothing to do: the value lives until the page closes.
  }
};
