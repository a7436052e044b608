/** The first and the last name: `João`, `Figueira` for João Pedro Figueira; one name stands alone. */
export const endsOf = (words: readonly string[]): string[] =>
  [words[0], words.length > 1 ? words.at(-1) : undefined].filter((word) => word !== undefined);

/** `JF` for João Figueira: the first and the last name's letters. */
export const initialsOf = (fullName: string): string =>
  endsOf(fullName.split(/\s+/).filter((word) => word !== ''))
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');
