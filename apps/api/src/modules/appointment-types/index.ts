export { typesSchedule } from './appointment-types.schedule.ts';
