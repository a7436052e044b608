import { createClinicsService } from './clinics.service.ts';

export { clinicsSchedule } from './clinics.schedule.ts';
export type { ClinicsService } from './clinics.service.ts';

export const createClinicsModule = () => ({ routes: [], service: createClinicsService() });
