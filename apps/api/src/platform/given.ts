type Given<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** The fields that hold something: an optional field of a contract is absent, never undefined or null. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<T>;
