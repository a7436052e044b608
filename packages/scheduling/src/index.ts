/** The scheduling engine: integers only, no dependency, the same in the browser and on the server. */
export * from './busy.ts';
export * from './civil.ts';
export * from './claims.ts';
export * from './conflicts.ts';
export * from './find-next.ts';
export * from './gap-quality.ts';
export * from './intervals.ts';
export * from './labels.ts';
export * from './multi.ts';
export * from './nearest.ts';
export * from './run-length.ts';
export * from './slots.ts';
export * from './visit.ts';
export * from './windows.ts';
export * from './zone-steps.ts';
