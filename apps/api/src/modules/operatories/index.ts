export { operatoriesSchedule } from './operatories.schedule.ts';
