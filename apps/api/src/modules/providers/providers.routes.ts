import {
  changeProvider,
  changeWorkingHours,
  createProvider,
  deactivateProvider,
  getProvider,
  listProviders,
  previewWorkingHours,
  providerStats,
  reactivateProvider,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { ProvidersService } from './providers.service.ts';

export const providersRoutes = (service: ProvidersService): Route[] => [
  route(listProviders, 'appointments:read', (actor, { query }) => service.list(actor, query)),
  route(providerStats, 'appointments:read', (actor) => service.stats(actor)),
  route(createProvider, 'scheduling:configure', (actor, { body }) => service.add(actor, body)),
  route(getProvider, 'appointments:read', (actor, { params }) => service.provider(actor, params.providerId)),
  route(changeProvider, 'scheduling:configure', (actor, { params, body }) =>
    service.change(actor, params.providerId, body),
  ),
  route(changeWorkingHours, 'scheduling:configure', (actor, { params, body }) =>
    service.changeWorkingHours(actor, params.providerId, body),
  ),
  route(previewWorkingHours, 'scheduling:configure', (actor, { params, body }) =>
    service.previewWorkingHours(actor, params.providerId, body),
  ),
  route(deactivateProvider, 'scheduling:configure', (actor, { params }) =>
    service.deactivate(actor, params.providerId),
  ),
  route(reactivateProvider, 'scheduling:configure', (actor, { params }) =>
    service.reactivate(actor, params.providerId),
  ),
];
