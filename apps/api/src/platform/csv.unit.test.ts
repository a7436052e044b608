import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('F5: no cell is a formula, and quotes, commas and line ends stay inside their cell', () => {
  const text = csvOf(
    ['a', 'b'],
    [
      ['=HYPERLINK("x")', '+1'],
      ['-1', '@x'],
      ['a "b", c', 'd\ne'],
      [undefined, 3],
    ],
  );
  expect(text.toString('utf8')).toBe(
    '\uFEFFa,b\r\n"\'=HYPERLINK(""x"")","\'+1"\r\n"\'-1","\'@x"\r\n"a ""b"", c","d\ne"\r\n,3\r\n',
  );
});
