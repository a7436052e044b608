import type { Method } from '@topsmile/contracts';

type Entry = { readonly method: Method; readonly path: string };
export type Found<T> = { readonly entry: T; readonly params: Readonly<Record<string, string>> };
/** The path exists, but not under this method. */
export type OtherMethod = 'other-method';

const isParameter = (segment: string): boolean => segment.startsWith(':');
const segmentsOf = (path: string): string[] => path.split('/').slice(1);

// A literal path must win over a parameter of the same place: /patients/stats before /patients/:patientId.
const bySpecificity = (one: Entry, other: Entry): number =>
  one.path.split(':').length - other.path.split(':').length;

type Shape<T> = { readonly entry: T; readonly segments: readonly string[] };

const matches = (shape: readonly string[], given: readonly string[]): boolean => {
  for (let at = 0; at < shape.length; at += 1) {
    const wanted = shape[at] ?? '';
    if (wanted === given[at]) continue;
    if (!isParameter(wanted) || given[at] === '') return false;
  }
  return true;
};

/** The values in the path, or undefined when one is not properly encoded. */
const paramsOf = (shape: readonly string[], given: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  try {
    shape.forEach((segment, at) => {
      const value = given[at] ?? '';
      if (isParameter(segment))
        params[segment.slice(1)] = value.includes('%') ? decodeURIComponent(value) : value;
    });
    return params;
  } catch {
    // A stray % names nothing.
    return undefined;
  }
};

const nothing = Object.freeze({});

/** Finds who answers a path: literal paths by one look-up, the others among those of equal length. */
export const createRouteTable = <T extends Entry>(entries: readonly T[]) => {
  const literals = new Map<string, Found<T>>();
  const shapes = new Map<string, Shape<T>[]>();
  for (const entry of [...entries].sort(bySpecificity)) {
    const segments = segmentsOf(entry.path);
    if (!segments.some(isParameter)) {
      literals.set(`${entry.method} ${entry.path}`, { entry, params: nothing });
      continue;
    }
    const key = `${entry.method} ${segments.length}`;
    shapes.set(key, [...(shapes.get(key) ?? []), { entry, segments }]);
  }
  const methods = [...new Set(entries.map(({ method }) => method))];

  const find = (method: string, path: string): Found<T> | undefined => {
    const literal = literals.get(`${method} ${path}`);
    if (literal !== undefined) return literal;
    const given = segmentsOf(path);
    const shape = shapes.get(`${method} ${given.length}`)?.find(({ segments }) => matches(segments, given));
    const params = shape === undefined ? undefined : paramsOf(shape.segments, given);
    return shape === undefined || params === undefined ? undefined : { entry: shape.entry, params };
  };

  /** `method` in lower case; one slash at the end of the path is allowed. */
  return (method: string, path: string): Found<T> | OtherMethod | undefined => {
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    const found = find(method === 'head' ? 'get' : method, plain);
    if (found !== undefined) return found;
    return methods.some((other) => find(other, plain) !== undefined) ? 'other-method' : undefined;
  };
};
