import { Visitor } from 'rolldown/utils';
import { conclude, isCommand, isTest, parse, placeOf, readProduct, type Source } from './lib/sources.ts';

const CLOCKS = /(^|\/)(platform|lib)\/clock\.ts$/;
/** Attributes whose value somebody reads or hears. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'label',
  'placeholder',
  'title',
]);
const LETTERS = /\p{L}{2,}/u;
/** Printed on the keys themselves, and the product's name: the same in every language. */
const UNTRANSLATED = /^(?:TopSmile|&nbsp;|(?:(?:Ctrl|Alt|Shift|Enter|Esc|↵|[A-Z])\s?)+)$/;

/** Places where a sentence stands in the markup instead of the catalogues, or the clock is read past the clock. */
export const findingsIn = (source: Source): string[] => {
  const findings: string[] = [];
  const report = (position: number, problem: string): void => {
    findings.push(`${placeOf(source, position)} ${problem}`);
  };
  const { program, errors } = parse(source);
  for (const { message } of errors) findings.push(`${source.file} ${message}`);
  new Visitor({
    JSXText: ({ start, value }) => {
      if (LETTERS.test(value) && !UNTRANSLATED.test(value.trim()))
        report(start, `literal text: ${value.trim()}`);
    },
    JSXAttribute: ({ start, name, value }) => {
      if (name.type !== 'JSXIdentifier' || !SPOKEN.has(name.name) || value?.type !== 'Literal') return;
      if (LETTERS.test(String(value.value))) report(start, `literal ${name.name}: ${value.value}`);
    },
    NewExpression: ({ start, callee, arguments: args }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'Date' || args.length > 0) return;
      if (!CLOCKS.test(source.file)) report(start, 'reads the clock: take the time from platform/clock');
    },
  }).visit(program);
  return findings;
};

if (isCommand(import.meta.url)) {
  const sources = readProduct().filter(({ file }) => !isTest(file));
  conclude(sources.flatMap(findingsIn), `${sources.length} files`);
}
