import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClaimedSegment, claimsOf, decodeClaim, isOnBuckets, outwardClaims } from './claims.ts';
import { conflicts } from './conflicts.ts';
import { parseWall } from './civil.ts';

const epoch = parseWall('2020-01-01T00:00');
const aSegment = (unit: number): fc.Arbitrary<ClaimedSegment> =>
  fc
    .record({
      ord: fc.integer({ min: 0, max: 3 }),
      start: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 1, max: 12 }),
      before: fc.integer({ min: 0, max: 3 }),
      after: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ ord, start, length, before, after }) => {
      const s = epoch + 3000 + start * unit;
      const e = s + length * unit;
      return {
        ord,
        resId: `r${ord}`,
        role: 'provider' as const,
        s,
        e,
        ps: s - before * unit,
        pe: e + after * unit,
      };
    });
const segments = fc.array(aSegment(5), { minLength: 1, maxLength: 3 });

describe('claims', () => {
  test('one integer per resource and five minutes, and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 29 - 1 }),
        fc.integer({ min: 0, max: 2 ** 24 - 1 }),
        (ord, bucket) => {
          const s = epoch + bucket * 5;
          const [claim] = claimsOf([{ ord, resId: 'r', role: 'patient', s, e: s + 5, ps: s, pe: s + 5 }]);
          expect(claim).toBe(ord * 2 ** 24 + bucket);
          expect(Number.isSafeInteger(claim)).toBe(true);
          expect(decodeClaim(claim ?? -1)).toEqual({ ord, startsAt: s });
        },
      ),
    );
  });

  test('two visits share a claim exactly when they conflict', () => {
    fc.assert(
      fc.property(segments, segments, (left, right) => {
        const taken = new Set(claimsOf(left));
        const shares = claimsOf(right).some((claim) => taken.has(claim));
        const found = conflicts({ segments: right }, [{ id: 'A', status: 'confirmed', segments: left }], 0);
        expect(found.length > 0).toBe(shares);
      }),
      { numRuns: 1000 },
    );
  });

  test('are ascending and free of repetition even when segments of one resource overlap', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const claims = claimsOf(list);
        expect(claims).toEqual([...new Set(claims)].sort((left, right) => left - right));
      }),
    );
  });

  test('cover a 40-minute visit of three resources with 24 keys', () => {
    const s = epoch + 600;
    const of = (ord: number): ClaimedSegment => ({
      ord,
      resId: `r${ord}`,
      role: 'provider',
      s,
      e: s + 40,
      ps: s,
      pe: s + 40,
    });
    expect(claimsOf([of(1), of(2), of(3)])).toHaveLength(24);
  });

  test.each([{ s: 1 }, { e: 61 }, { ps: -3 }, { pe: 62 }])(
    'when a bound is odd (%j), nothing is claimed',
    (odd) => {
      const base = { s: 0, e: 60, ps: 0, pe: 60, ...odd };
      const segment: ClaimedSegment = {
        ord: 1,
        resId: 'r',
        role: 'provider',
        s: epoch + base.s + 600,
        e: epoch + base.e + 600,
        ps: epoch + base.ps + 600,
        pe: epoch + base.pe + 600,
      };
      expect(isOnBuckets([segment])).toBe(false);
      expect(() => claimsOf([segment])).toThrow(RangeError);
    },
  );

  test('of imported visits with odd minutes are rounded outward', () => {
    fc.assert(
      fc.property(aSegment(1), (segment) => {
        const times = outwardClaims([segment]).map((claim) => decodeClaim(claim).startsAt);
        expect(times.at(0)).toBeLessThanOrEqual(segment.ps);
        expect((times.at(-1) ?? 0) + 5).toBeGreaterThanOrEqual(segment.pe);
        expect(times.length).toBeLessThanOrEqual(Math.ceil((segment.pe - segment.ps) / 5) + 1);
      }),
    );
  });

  test.each([
    { ord: 2 ** 29, ps: epoch },
    { ord: -1, ps: epoch },
    { ord: 0.5, ps: epoch },
    { ord: 1, ps: epoch - 5 },
    { ord: 1, ps: epoch + 2 ** 24 * 5 },
  ])('when a claim would not be exact (%j), it is refused', ({ ord, ps }) => {
    expect(() =>
      claimsOf([{ ord, resId: 'r', role: 'operatory', s: ps, e: ps + 5, ps, pe: ps + 5 }]),
    ).toThrow(RangeError);
  });
});

describe('conflicts', () => {
  const segment = (resId: string, s: number, e: number): ClaimedSegment => ({
    ord: 1,
    resId,
    role: 'operatory',
    s,
    e,
    ps: s,
    pe: e,
  });
  const placed = { id: 'A', status: 'scheduled' as const, segments: [segment('chair', 100, 160)] };

  test('name the visit, the resource and the shared time', () => {
    expect(conflicts({ segments: [segment('chair', 130, 190)] }, [placed], 0)).toEqual([
      { visitId: 'A', resId: 'chair', role: 'operatory', from: 130, to: 160 },
    ]);
  });

  test('touching, another resource, the visit itself, a cancelled visit and a lapsed hold are none', () => {
    const candidate = { id: 'B', segments: [segment('chair', 160, 190)] };
    expect(conflicts(candidate, [placed], 0)).toEqual([]);
    const over = [segment('chair', 100, 160)];
    expect(conflicts({ segments: [segment('other', 100, 160)] }, [placed], 0)).toEqual([]);
    expect(conflicts({ id: 'A', segments: over }, [placed], 0)).toEqual([]);
    expect(conflicts({ segments: over }, [{ ...placed, status: 'cancelled' }], 0)).toEqual([]);
    expect(conflicts({ segments: over }, [{ ...placed, status: 'held', expiresAtMs: 10 }], 10)).toEqual([]);
    expect(conflicts({ segments: over }, [{ ...placed, status: 'held', expiresAtMs: 11 }], 10)).toHaveLength(
      1,
    );
  });
});
