/** `SL` for Sofia Lacerda: the first and the last name's letters. */
export const initialsOf = (fullName: string): string => {
  const words = fullName.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => word?.charAt(0).toLocaleUpperCase() ?? '').join('');
};
