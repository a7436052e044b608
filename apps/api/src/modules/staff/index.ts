import type { Clock } from '../../platform/clock.ts';
import type { Route } from '../../platform/http/route.ts';
import type { StaffDoor } from '../staff-auth/index.ts';
import { createAccepting } from './accepting.service.ts';
import { createAdministration } from './administration.ts';
import { clinicChangeRoutes } from './clinic-change.routes.ts';
import { createClinicChange } from './clinic-change.service.ts';
import { invitationsRoutes } from './invitations.routes.ts';
import { createInvitationsService } from './invitations.service.ts';
import { createPeopleChanges } from './people-changes.service.ts';
import { peopleRoutes } from './people.routes.ts';
import { createPeopleSessions } from './people-sessions.ts';
import { createPeopleService } from './people.service.ts';
import type { ClinicsPort, ProvidersPort, QueueLetter, StartReset } from './ports.ts';
import { rolesRoutes } from './roles.routes.ts';
import { createRolesService } from './roles.service.ts';

export { roleOf } from './role-lookup.ts';

type Deps = {
  clock: Clock;
  publicUrl: string;
  clinics: ClinicsPort;
  providers: ProvidersPort;
  door: StaffDoor;
  queue: QueueLetter;
  startReset: StartReset;
};

/** Who works in a clinic and what they may do: people, invitations, roles, and the way from clinic to clinic. */
export const createStaffModule = (deps: Deps) => {
  const people = createPeopleService(deps);
  const changes = createPeopleChanges({ ...deps, people });
  const invitations = createInvitationsService(deps);
  const accepting = createAccepting(deps);
  const routes: Route[] = [
    ...peopleRoutes({ people, changes, sessions: createPeopleSessions(deps) }),
    ...invitationsRoutes(invitations, accepting),
    ...rolesRoutes(createRolesService(deps)),
    ...clinicChangeRoutes(createClinicChange(deps)),
  ];
  return { routes, administration: createAdministration(deps) };
};
