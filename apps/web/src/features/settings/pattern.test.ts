import { expect, test } from 'vitest';
import { fittingSize, freeStretches, resampled, resized } from './pattern.ts';

test('squares always fill the visit exactly', () => {
  expect(fittingSize(60, 10)).toBe(10);
  expect(fittingSize(45, 10)).toBe(15);
  expect(fittingSize(35, 10)).toBe(5);
});

test('a longer visit needs the provider in its new squares, a shorter one loses its last', () => {
  expect(resized('X//X', 60, 10)).toBe('X//XXX');
  expect(resized('X//XXX', 30, 10)).toBe('X//');
});

test('finer squares keep the times; coarser ones keep the provider wherever part is needed', () => {
  expect(resampled('X/', 10, 5)).toBe('XX//');
  expect(resampled('XX////', 5, 15)).toBe('X/');
  expect(resampled('X/X', 10, 15)).toBe('XX');
});

test('free stretches are told in minutes', () => {
  expect(freeStretches('X//X/', 10)).toEqual([
    { from: 10, to: 30 },
    { from: 40, to: 50 },
  ]);
});
