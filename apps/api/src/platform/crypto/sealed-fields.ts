/**
 * A stored field that holds a sealed value. Whoever seals a field declares it here for the work on keys, which
 * seals every value anew after a rotation.
 */
export type SealedField = {
  readonly owner: 'clinic' | 'platform';
  readonly collection: string;
  /** Where the value stands in a stored document: `guardian.cpf`. */
  readonly path: string;
  /** The place that is authenticated with the value, where it is another than the one it is stored in. */
  readonly sealedAs?: { readonly collection: string; readonly field: string; readonly idPath: string };
};

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;

/** The value at a dotted path, or undefined. */
export const valueAt = (document: unknown, path: string): unknown => {
  let value = document;
  for (const step of path.split('.')) value = isBag(value) ? value[step] : undefined;
  return value;
};
