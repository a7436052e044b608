import { folded, wordsOf } from '../../platform/search-text.rules.ts';

/** What is worked out from a person's names and phone, so that the database can show, sort, find and compare. */

const apostrophes = /['’`´]/g;
const shortestEnding = 4;

type Named = { firstName: string; lastName: string; socialName?: string | null | undefined };

/** The name to call the person by: the social name where there is one. */
export const fullNameOf = ({ firstName, lastName, socialName }: Named): string =>
  socialName ?? `${firstName} ${lastName}`;

/** Two spellings of one name give the same key: `João D'Ávila`, `JOAO DAVILA`. */
export const nameKeyOf = (name: string): string => wordsOf(name.replace(apostrophes, '')).join(' ');

/** Every word of the registered and the social name; `D'Ávila` is found as `d avila` and as `davila`. */
const nameTokensOf = ({ firstName, lastName, socialName }: Named): string[] => {
  const names = `${firstName} ${lastName} ${socialName ?? ''}`;
  return [...new Set([...wordsOf(names), ...wordsOf(names.replace(apostrophes, ''))])];
};

/** What a name looks like to the database. */
export const namesOf = (named: Named) => ({
  fullName: fullNameOf(named),
  sortName: folded(fullNameOf(named)),
  nameKey: nameKeyOf(`${named.firstName} ${named.lastName}`),
  nameTokens: nameTokensOf(named),
});

export const digitsOf = (value: string): string => value.replace(/\D/g, '');

/** What a phone looks like to the database. */
export const phonesOf = (phone: string) => {
  const phoneDigits = digitsOf(phone);
  const endings = Array.from({ length: Math.max(0, phoneDigits.length - shortestEnding + 1) }, (_, at) =>
    phoneDigits.slice(at),
  );
  return { phoneDigits, phoneEndings: endings };
};
