import { listMerges, mergePatients, previewMerge, undoMerge } from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Merging } from './merging.ts';
import { mergesOf } from './merges-of-patient.ts';
import { toSummary } from './patient.mapper.ts';
import type { PatientStore } from './patient-store.ts';
import type { Show } from './patients.service.ts';

type Today = () => Promise<string>;
type Needs = { today: Today; show: Show; read: PatientStore['read'] };

// Two records, the merge, the event and the commit; the visits that move and the wards come on top.
const commands = 14;

export const mergingRoutes = (merging: Merging, { today, show, read }: Needs): Route[] => [
  route(previewMerge, 'patients:bulk', async (actor, { body }) => {
    const { survivor, duplicate, ...rest } = await merging.preview(actor, body);
    const day = await today();
    return { ...rest, survivor: toSummary(survivor, day), duplicate: toSummary(duplicate, day) };
  }),
  route(mergePatients, { access: 'patients:bulk', commands }, async (actor, { body }) => {
    const { mergeId, survivor } = await merging.merge(actor, body);
    return { mergeId, patient: await show(actor, survivor) };
  }),
  route(undoMerge, { access: 'patients:bulk', commands }, async (actor, { params }) => {
    const { survivor, duplicate } = await merging.undo(actor, params.mergeId);
    return { survivor: await show(actor, survivor), duplicate: await show(actor, duplicate) };
  }),
  // The record itself first: who may not open it is told nothing of its past either.
  route(listMerges, { access: 'patients:read', commands: 4 }, async (actor, { params: { patientId } }) => {
    await read({ actor, patientId });
    return mergesOf(actor, patientId);
  }),
];
