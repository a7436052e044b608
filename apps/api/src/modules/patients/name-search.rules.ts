/** How names are compared and found: without accents, case or order. */

// Apostrophes join (O'Neill → oneill, D'Ávila → davila); every other sign parts two words.
const joiners = /['’`´]/g;

/** `João D'Ávila` → `joao davila`: the form in which names are compared and sorted. */
export const foldName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(joiners, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

type Named = { firstName: string; lastName: string; socialName?: string | null | undefined };

/** The name to call the person by: the social name where there is one. */
export const fullNameOf = ({ firstName, lastName, socialName }: Named): string =>
  socialName ?? `${firstName} ${lastName}`;

/** Every word of the registered and the social name, each once: what a search meets. */
export const nameTokensOf = ({ firstName, lastName, socialName }: Named): string[] => [
  ...new Set(
    foldName(`${firstName} ${lastName} ${socialName ?? ''}`)
      .split(' ')
      .filter(Boolean),
  ),
];

/** What a name looks like to the database: shown, sorted, searched and compared. */
export const namesOf = (named: Named) => ({
  fullName: fullNameOf(named),
  sortName: foldName(fullNameOf(named)),
  nameKey: foldName(`${named.firstName} ${named.lastName}`),
  nameTokens: nameTokensOf(named),
});

export const digitsOf = (value: string): string => value.replace(/\D/g, '');
