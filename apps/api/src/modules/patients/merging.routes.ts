import { listMerges, mergePatients, previewMerge, undoMerge } from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Merging } from './merging.ts';
import { mergesOf } from './merges-of-patient.ts';
import { toPatient, toSummary } from './patient.mapper.ts';
import { readerOf } from './patients.service.ts';

type Today = () => Promise<string>;

// Two records, the merge, the event and the commit; the visits that move and the wards come on top.
const commands = 14;

export const mergingRoutes = (merging: Merging, today: Today): Route[] => [
  route(previewMerge, 'patients:bulk', async (actor, { body }) => {
    const { survivor, duplicate, ...rest } = await merging.preview(actor, body);
    const day = await today();
    return { ...rest, survivor: toSummary(survivor, day), duplicate: toSummary(duplicate, day) };
  }),
  route(mergePatients, { access: 'patients:bulk', commands }, async (actor, { body }) => {
    const { mergeId, survivor } = await merging.merge(actor, body);
    return { mergeId, patient: toPatient(survivor, readerOf(actor, await today())) };
  }),
  route(undoMerge, { access: 'patients:bulk', commands }, async (actor, { params }) => {
    const { survivor, duplicate } = await merging.undo(actor, params.mergeId);
    const reader = readerOf(actor, await today());
    return { survivor: toPatient(survivor, reader), duplicate: toPatient(duplicate, reader) };
  }),
  route(listMerges, 'patients:read', (actor, { params }) => mergesOf(actor, params.patientId)),
];
