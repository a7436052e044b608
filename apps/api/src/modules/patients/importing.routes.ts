import {
  applyImport,
  checkImport,
  getImport,
  listImports,
  maximumImportBytes,
  remapImport,
  undoImport,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Importing } from './importing.ts';

// Two commands for each 500 rows that are looked at, and two more for each 500 that are written.
const commands = { check: 205, apply: 410, undo: 310 };

export const importingRoutes = (importing: Importing): Route[] => [
  route(
    checkImport,
    { access: 'patients:bulk', upload: { maxBytes: maximumImportBytes }, commands: commands.check },
    (actor, { file }) => importing.check(actor, file),
  ),
  route(listImports, 'patients:bulk', (actor) => importing.list(actor)),
  route(getImport, 'patients:bulk', (actor, { params }) => importing.get(actor, params.importId)),
  route(remapImport, { access: 'patients:bulk', commands: commands.check }, (actor, { params, body }) =>
    importing.remap(actor, params.importId, body.columns),
  ),
  route(applyImport, { access: 'patients:bulk', commands: commands.apply }, (actor, { params }) =>
    importing.apply(actor, params.importId),
  ),
  route(undoImport, { access: 'patients:bulk', commands: commands.undo }, (actor, { params }) =>
    importing.undo(actor, params.importId),
  ),
];
