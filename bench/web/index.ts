import type { Suite } from '../lib/bar.ts';
import { dragSuites } from './drag.ts';
import { paintSuites } from './paint.ts';
import { weights } from './weight.ts';

export const web: readonly Suite[] = [...weights, ...paintSuites, ...dragSuites];
