import { Visitor } from 'rolldown/utils';
import { isTest, parse, placeOf, type Source } from './lib/sources.ts';

/** Figures in which less is better; each has its place in the committed baseline. */
export type Stats = {
  fileMedian: number;
  fileP90: number;
  fileMax: number;
  functionMedian: number;
  functionP90: number;
  functionMax: number;
  any: number;
  nonNull: number;
  casts: number;
  lintDisables: number;
  duplicatedPercent: number;
};

/** Where a figure comes from, so that its reader can go there. */
export type Places = Partial<Record<keyof Stats, string[]>>;

type Sized = { lines: number; place: string };
type Escape = 'any' | 'nonNull' | 'casts' | 'lintDisables';
type Measured = { file: Sized; functions: Sized[]; escapes: Record<Escape, string[]> };

/** Casts are the business of the platform, where the untyped world is met. */
const MAY_CAST = /^apps\/api\/src\/platform\//;
const DISABLE = /(eslint|oxlint|biome)-(disable|ignore)|@ts-(ignore|expect-error|nocheck)/;
const WINDOW = 6;

type Program = ReturnType<typeof parse>['program'];

const filled = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

/** The code alone: comments do not make a file or a function long. */
const withoutComments = (text: string, comments: { start: number; end: number }[]): string =>
  comments.reduceRight(
    (left, { start, end }) =>
      left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, ' ') + left.slice(end),
    text,
  );

/** A factory is as long as its own story; the functions it hands out are measured by themselves. */
const functionsIn = (program: Program, source: Source, code: string): Sized[] => {
  const functions: Sized[] = [];
  const open: Sized[] = [];
  const enter = ({ start, end }: { start: number; end: number }): void => {
    const lines = filled(code.slice(start, end));
    const outer = open.at(-1);
    if (outer) outer.lines -= lines - 1;
    open.push({ lines, place: placeOf(source, start) });
  };
  const leave = (): void => {
    functions.push(...open.splice(-1));
  };
  new Visitor({
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
    'FunctionDeclaration:exit': leave,
    'FunctionExpression:exit': leave,
    'ArrowFunctionExpression:exit': leave,
  }).visit(program);
  return functions;
};

const escapesIn = (program: Program, source: Source): Record<Escape, string[]> => {
  const escapes: Record<Escape, string[]> = { any: [], nonNull: [], casts: [], lintDisables: [] };
  new Visitor({
    TSAnyKeyword: ({ start }) => {
      escapes.any.push(placeOf(source, start));
    },
    TSNonNullExpression: ({ start }) => {
      escapes.nonNull.push(placeOf(source, start));
    },
    TSAsExpression: ({ start, typeAnnotation }) => {
      const isConst = source.text.slice(typeAnnotation.start, typeAnnotation.end) === 'const';
      if (!isConst && !MAY_CAST.test(source.file)) escapes.casts.push(placeOf(source, start));
    },
  }).visit(program);
  return escapes;
};

const measure = (source: Source): Measured => {
  const { program, comments } = parse(source);
  const code = withoutComments(source.text, comments);
  const disables = comments.filter(({ value }) => DISABLE.test(value));
  return {
    file: { lines: filled(code), place: source.file },
    functions: functionsIn(program, source, code),
    escapes: {
      ...escapesIn(program, source),
      lintDisables: disables.map(({ start }) => placeOf(source, start)),
    },
  };
};

/** Share of the lines that stand, six in a row, somewhere else as well. */
const duplicatedPercent = (sources: Source[]): number => {
  const files = sources.map(({ text }) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /\w/.test(line) && !/^(import|export \{|\/\/|\/?\*)/.test(line)),
  );
  const places = new Map<string, [number, number][]>();
  files.forEach((lines, file) => {
    for (let start = 0; start + WINDOW <= lines.length; start += 1) {
      const shingle = lines.slice(start, start + WINDOW).join('\n');
      places.set(shingle, [...(places.get(shingle) ?? []), [file, start]]);
    }
  });
  const repeated = new Set<string>();
  for (const found of places.values()) {
    if (found.length < 2) continue;
    for (const [file, start] of found) {
      for (let offset = 0; offset < WINDOW; offset += 1) repeated.add(`${file}:${start + offset}`);
    }
  }
  const total = files.reduce((sum, lines) => sum + lines.length, 0);
  return total === 0 ? 0 : Math.round((repeated.size / total) * 1000) / 10;
};

const sizesOf = (sized: Sized[]): { median: number; p90: number; max: number; longest: string[] } => {
  const sorted = sized.toSorted((a, b) => a.lines - b.lines);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]?.lines ?? 0;
  const longest = sorted.slice(-5).toReversed();
  return {
    median: at(0.5),
    p90: at(0.9),
    max: at(1),
    longest: longest.map(({ lines, place }) => `${place} (${lines} lines)`),
  };
};

/** Measures the product's code; tests are left out. */
export const measureAll = (all: Source[]): { stats: Stats; places: Places } => {
  const sources = all.filter(({ file }) => !isTest(file));
  const measured = sources.map(measure);
  const files = sizesOf(measured.map(({ file }) => file));
  const functions = sizesOf(measured.flatMap((one) => one.functions));
  const placesOf = (name: Escape): string[] => measured.flatMap(({ escapes }) => escapes[name]);
  const escapes = {
    any: placesOf('any'),
    nonNull: placesOf('nonNull'),
    casts: placesOf('casts'),
    lintDisables: placesOf('lintDisables'),
  };
  return {
    stats: {
      fileMedian: files.median,
      fileP90: files.p90,
      fileMax: files.max,
      functionMedian: functions.median,
      functionP90: functions.p90,
      functionMax: functions.max,
      any: escapes.any.length,
      nonNull: escapes.nonNull.length,
      casts: escapes.casts.length,
      lintDisables: escapes.lintDisables.length,
      duplicatedPercent: duplicatedPercent(sources),
    },
    places: { ...escapes, fileMax: files.longest, functionMax: functions.longest },
  };
};
