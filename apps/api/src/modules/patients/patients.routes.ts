import {
  changePatient,
  createPatient,
  deactivatePatient,
  deletePatientPhoto,
  findDuplicates,
  getPatient,
  getPatientPhoto,
  listPatients,
  maximumPhotoBytes,
  patientStats,
  putPatientPhoto,
  reactivatePatient,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { PatientsUseCases } from './patients.service.ts';

export const patientsRoutes = (service: PatientsUseCases): Route[] => [
  route(listPatients, 'patients:read', (actor, { query }) => service.list(actor, query)),
  route(patientStats, 'patients:read', (actor) => service.stats(actor)),
  // One more command when the guardian is named by id and the call carries an idempotency key.
  route(createPatient, { access: 'patients:write', commands: 7 }, (actor, { body }) =>
    service.register(actor, body),
  ),
  route(findDuplicates, 'patients:write', (actor, { body }) => service.findDuplicates(actor, body)),
  route(getPatient, 'patients:read', (actor, { params }) => service.get(actor, params.patientId)),
  route(changePatient, 'patients:write', (actor, { params, body }) =>
    service.change(actor, params.patientId, body),
  ),
  route(deactivatePatient, 'patients:delete', (actor, { params }) =>
    service.deactivate(actor, params.patientId),
  ),
  route(reactivatePatient, 'patients:write', (actor, { params }) =>
    service.reactivate(actor, params.patientId),
  ),
  route(
    putPatientPhoto,
    { access: 'patients:write', upload: { maxBytes: maximumPhotoBytes } },
    (actor, { params, file }) => service.putPhoto(actor, params.patientId, file),
  ),
  route(getPatientPhoto, 'patients:read', (actor, { params }) => service.photo(actor, params.patientId)),
  route(deletePatientPhoto, 'patients:write', (actor, { params }) =>
    service.deletePhoto(actor, params.patientId),
  ),
];
