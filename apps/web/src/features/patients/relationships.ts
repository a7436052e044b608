import type { Guardian } from '@topsmile/contracts';

/** Who a guardian can be, in the order in which the form offers them. */
export const relationships = [
  'mother',
  'father',
  'grandparent',
  'guardian',
  'other',
] as const satisfies readonly Guardian['relationship'][];
