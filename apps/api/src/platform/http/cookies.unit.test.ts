import { describe, expect, test } from 'vitest';
import { parseCookies } from './cookies.ts';

describe('the cookies of a request', () => {
  test.each([
    [undefined, {}],
    ['', {}],
    ['a=1; b=2', { a: '1', b: '2' }],
    ['a=1;b=2;', { a: '1', b: '2' }],
    ['a=x=y', { a: 'x=y' }],
    ['a="1"', { a: '1' }],
    ['a=%7Bb%7D', { a: '{b}' }],
    ['a=%zz', { a: '%zz' }],
    ['alone; b=2', { b: '2' }],
    // Of two with one name the first counts: a second one was put there by somebody else.
    ['a=1; a=2', { a: '1' }],
  ])('%s', (header, expected) => expect({ ...parseCookies(header) }).toEqual(expected));

  test('no name reaches a prototype', () => {
    expect(parseCookies('__proto__=1; constructor=2')['toString']).toBeUndefined();
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});
