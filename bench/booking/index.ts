import type { Suite } from '../lib/bar.ts';
import { c2, c3 } from './contention.ts';
import { b7, b8, c1 } from './races.ts';

export const booking: readonly Suite[] = [b7, b8, c1, c2, c3];
