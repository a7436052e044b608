import { providersRoutes } from './providers.routes.ts';
import { createProvidersService, type ProvidersDeps } from './providers.service.ts';

export { assertFree, tie } from './tie.ts';
export { providersSchedule } from './providers.schedule.ts';

/** Dentists, hygienists and assistants: who they are and when they work. */
export const createProvidersModule = (deps: ProvidersDeps) => ({
  routes: providersRoutes(createProvidersService(deps)),
});
