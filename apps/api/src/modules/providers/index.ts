export { providersSchedule } from './providers.schedule.ts';
