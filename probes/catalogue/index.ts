import type { Row } from '../lib/row.ts';
import { injection } from './a-injection.ts';
import { guessing } from './c-guessing.ts';
import { proofs } from './c-proofs.ts';
import { sessions } from './c-sessions.ts';
import { tokens } from './c-tokens.ts';
import { parsers } from './b-parsers.ts';
import { values } from './b-values.ts';
import { authorisation } from './d-authorisation.ts';
import { tenancy } from './d-tenancy.ts';
import { browsing } from './e-browser.ts';
import { files } from './f-files.ts';
import { business } from './g-business.ts';
import { webhooks } from './h-webhooks.ts';
import { resources } from './i-resources.ts';
import { realtime } from './j-realtime.ts';

/** All 88 rows, in the order in which they run. */
export const catalogue: readonly { group: string; rows: readonly Row[] }[] = [
  { group: 'A', rows: injection },
  { group: 'B', rows: [...parsers, ...values] },
  { group: 'C', rows: [...tokens, ...sessions, ...guessing, ...proofs] },
  { group: 'D', rows: [...authorisation, ...tenancy] },
  { group: 'E', rows: browsing },
  { group: 'F', rows: files },
  { group: 'G', rows: business },
  { group: 'H', rows: webhooks },
  { group: 'I', rows: resources },
  { group: 'J', rows: realtime },
];
