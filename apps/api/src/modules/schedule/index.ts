export { createScheduleBook } from './schedule-book.ts';
export { type ScheduleSources } from './schedule-sources.ts';
export { noVisits, type StrandedVisits } from './stranded-visits.ts';
export {
  type ClinicSchedule,
  type ScheduleBook,
  type ScheduleEquipment,
  type ScheduleLocation,
  type ScheduleOperatory,
  type ScheduleProvider,
} from './schedule.types.ts';
export {
  openingHoursIssues,
  overridesIssues,
  stretchIssues,
  timeOffIssues,
  weeklyHoursIssues,
} from './hours.rules.ts';
export { loadKnowing, type Named } from './known.ts';
