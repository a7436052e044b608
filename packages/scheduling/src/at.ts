/** The number at an index that the caller knows to exist; loops over typed arrays read through it. */
export const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;
