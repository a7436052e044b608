/** The keys of a closed record in the order they are written, under their own names instead of `string`. */
export const keysOf = <T extends object>(record: T): Extract<keyof T, string>[] => {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in record) keys.push(key);
  return keys;
};
