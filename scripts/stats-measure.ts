import { Visitor } from 'rolldown/utils';
import { isTest, parse, type Source } from './lib/sources.ts';

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

type Measured = {
  lines: number;
  functions: number[];
  any: number;
  nonNull: number;
  casts: number;
  lintDisables: number;
};

/** Casts are the business of the platform, where the untyped world is met. */
const MAY_CAST = /^apps\/api\/src\/platform\//;
const DISABLE = /(eslint|oxlint|biome)-(disable|ignore)|@ts-(ignore|expect-error|nocheck)/;
const WINDOW = 6;

const filled = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

/** The code alone: comments do not make a file or a function long. */
const withoutComments = (text: string, comments: { start: number; end: number }[]): string =>
  comments.reduceRight(
    (left, { start, end }) =>
      left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, ' ') + left.slice(end),
    text,
  );

const measure = (source: Source): Measured => {
  const { program, comments } = parse(source);
  const code = withoutComments(source.text, comments);
  const measured: Measured = {
    lines: filled(code),
    functions: [],
    any: 0,
    nonNull: 0,
    casts: 0,
    lintDisables: comments.filter(({ value }) => DISABLE.test(value)).length,
  };
  const addFunction = ({ start, end }: { start: number; end: number }): void => {
    measured.functions.push(filled(code.slice(start, end)));
  };
  new Visitor({
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    TSAnyKeyword: () => {
      measured.any += 1;
    },
    TSNonNullExpression: () => {
      measured.nonNull += 1;
    },
    TSAsExpression: ({ typeAnnotation }) => {
      const isConst = code.slice(typeAnnotation.start, typeAnnotation.end) === 'const';
      if (!isConst && !MAY_CAST.test(source.file)) measured.casts += 1;
    },
  }).visit(program);
  return measured;
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

const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Measures the product's code; tests are left out. */
export const measureAll = (all: Source[]): Stats => {
  const sources = all.filter(({ file }) => !isTest(file));
  const measured = sources.map(measure);
  const lines = measured.map((file) => file.lines);
  const functions = measured.flatMap((file) => file.functions);
  return {
    fileMedian: quantile(lines, 0.5),
    fileP90: quantile(lines, 0.9),
    fileMax: quantile(lines, 1),
    functionMedian: quantile(functions, 0.5),
    functionP90: quantile(functions, 0.9),
    functionMax: quantile(functions, 1),
    any: total(measured.map((file) => file.any)),
    nonNull: total(measured.map((file) => file.nonNull)),
    casts: total(measured.map((file) => file.casts)),
    lintDisables: total(measured.map((file) => file.lintDisables)),
    duplicatedPercent: duplicatedPercent(sources),
  };
};
