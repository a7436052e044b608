import type { Suite } from '../lib/bar.ts';
import { suite as engine } from './b1-engine.ts';
import { linearity, suite as worst } from './b2-worst.ts';
import { suite as roles } from './b3-roles.ts';
import { suite as next } from './b9-next.ts';
import { suite as milliseconds } from './v1-absolute.ts';
import { suite as dateFns } from './v1-date-fns.ts';
import { lookups, sweep } from './v5-counts.ts';

export const scheduling: readonly Suite[] = [
  engine,
  worst,
  linearity,
  roles,
  next,
  dateFns,
  milliseconds,
  sweep,
  lookups,
];
