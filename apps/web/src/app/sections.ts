import type { Permission } from '@topsmile/contracts';
import {
  IconCalendar,
  IconListCheck,
  IconMessageCircle,
  type IconProps,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type AppRoute, hasRoute } from './routes.tsx';

export type Section = {
  path: string;
  /** Key under `shell.sections`. */
  name: 'agenda' | 'patients' | 'queue' | 'messages' | 'settings';
  icon: ComponentType<IconProps>;
  permission: Permission;
  isAtEnd?: boolean;
};

const sections: readonly Section[] = [
  { path: '/agenda', name: 'agenda', icon: IconCalendar, permission: 'appointments:read' },
  { path: '/patients', name: 'patients', icon: IconUsers, permission: 'patients:read' },
  { path: '/queue', name: 'queue', icon: IconListCheck, permission: 'appointments:write' },
  { path: '/messages', name: 'messages', icon: IconMessageCircle, permission: 'messages:read' },
  {
    path: '/settings',
    name: 'settings',
    icon: IconSettings,
    permission: 'scheduling:configure',
    isAtEnd: true,
  },
];

/** What this person may open among the pages that exist. */
export const sectionsFor = (routes: readonly AppRoute[], permissions: readonly Permission[]): Section[] =>
  sections.filter(({ path, permission }) => hasRoute(routes, path) && permissions.includes(permission));
