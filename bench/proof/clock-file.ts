import { renameSync, writeFileSync } from 'node:fs';

/** Moves the clock of every process that reads this file; they see it before this returns. */
export const setClockFile = (file: string, instant: string): void => {
  writeFileSync(`${file}.next`, instant);
  // In one step: nobody ever reads half an instant.
  renameSync(`${file}.next`, file);
};
