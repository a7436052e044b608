import type { Migration } from '../platform/migrations.ts';
import { firstIndexes } from './0001-first-indexes.ts';
import { placesAndProviders } from './0002-places-and-providers.ts';

/** In the order in which they run; append only. */
export const migrations: readonly Migration[] = [firstIndexes, placesAndProviders];
