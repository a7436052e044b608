import { IconCalendarPlus, IconUserPlus } from '@tabler/icons-react';
import type { Permission } from '@topsmile/contracts';
import { bookingPath } from '../paths.ts';
import { hasRoute } from '../routes.tsx';
import { matchesAll, type SearchHit, type SearchSource } from './sources.ts';

type Verb = { id: 'book' | 'newPatient'; path: string; permission: Permission; icon: SearchHit['icon'] };

const all: readonly Verb[] = [
  { id: 'book', path: bookingPath(), permission: 'appointments:write', icon: IconCalendarPlus },
  { id: 'newPatient', path: '/patients/new', permission: 'patients:write', icon: IconUserPlus },
];

export const verbs: SearchSource = {
  id: 'verbs',
  heading: 'verbs',
  find: (query, { t, routes, permissions, navigate }) =>
    all
      .filter(({ path, permission }) => hasRoute(routes, path) && permissions.includes(permission))
      .map(({ id, path, icon }) => ({
        id,
        title: t(`shell.search.verb.${id}`),
        icon,
        run: () => navigate(path),
      }))
      .filter(({ title }) => matchesAll(title, query)),
};
