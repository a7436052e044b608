export { createScheduleBook } from './schedule-book.ts';
export type { ScheduleClosure, ScheduleSources, Stamped } from './schedule-sources.ts';
export { type ClosedRange, noVisits, type StrandedVisits } from './stranded-visits.ts';
export type {
  ClinicSchedule,
  ScheduleBook,
  ScheduleEquipment,
  ScheduleLocation,
  ScheduleOperatory,
  ScheduleProvider,
  ScheduleType,
} from './schedule.types.ts';
export {
  openingHoursIssues,
  overridesIssues,
  stretchIssues,
  timeOffIssues,
  weeklyHoursIssues,
} from './hours.rules.ts';
export { loadKnowing, type Named } from './known.ts';
