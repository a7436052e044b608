import { createClinicsService } from './clinics.service.ts';

export type { ClinicsService } from './clinics.service.ts';

export const createClinicsModule = () => ({ routes: [], service: createClinicsService() });
