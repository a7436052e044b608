import type { Permission } from '@topsmile/contracts';
import {
  IconArmchair,
  IconBuilding,
  IconCalendarOff,
  IconClipboardList,
  IconDental,
  IconDeviceDesktop,
  IconHistory,
  IconLock,
  IconMapPin,
  type IconProps,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';

export type SettingsSection = {
  path: string;
  /** Key under `sections`. */
  name: string;
  permission: Permission;
  icon: ComponentType<IconProps>;
  page: ComponentType;
  /** A section that is a page of its own elsewhere. */
  to?: string;
};

/** In the order of the list; the first one a person may open is where they arrive. */
export const settingsSections: readonly SettingsSection[] = [
  {
    path: 'clinic',
    name: 'clinic',
    permission: 'settings:read',
    icon: IconBuilding,
    page: lazy(async () => ({ default: (await import('./ClinicPage.tsx')).ClinicPage })),
  },
  {
    path: 'places',
    name: 'places',
    permission: 'scheduling:configure',
    icon: IconMapPin,
    page: lazy(async () => ({ default: (await import('./PlacesPage.tsx')).PlacesPage })),
  },
  {
    path: 'closures',
    name: 'closures',
    permission: 'scheduling:configure',
    icon: IconCalendarOff,
    page: lazy(async () => ({ default: (await import('./ClosuresPage.tsx')).ClosuresPage })),
  },
  {
    path: 'chairs',
    name: 'chairs',
    permission: 'scheduling:configure',
    icon: IconArmchair,
    page: lazy(async () => ({ default: (await import('./ChairsPage.tsx')).ChairsPage })),
  },
  {
    path: 'equipment',
    name: 'equipment',
    permission: 'scheduling:configure',
    icon: IconDeviceDesktop,
    page: lazy(async () => ({ default: (await import('./EquipmentPage.tsx')).EquipmentPage })),
  },
  {
    path: 'types',
    name: 'types',
    permission: 'scheduling:configure',
    icon: IconClipboardList,
    page: lazy(async () => ({ default: (await import('./TypesPage.tsx')).TypesPage })),
  },
  {
    path: 'providers',
    name: 'providers',
    permission: 'scheduling:configure',
    icon: IconDental,
    page: lazy(async () => ({ default: (await import('./ProvidersPage.tsx')).ProvidersPage })),
  },
  {
    path: 'security',
    name: 'security',
    permission: 'settings:read',
    icon: IconLock,
    page: lazy(async () => ({ default: (await import('./SecurityPage.tsx')).SecurityPage })),
  },
  {
    path: 'people',
    name: 'people',
    permission: 'users:read',
    icon: IconUsersGroup,
    to: '/people',
    page: () => null,
  },
  {
    path: 'audit',
    name: 'audit',
    permission: 'audit:read',
    icon: IconHistory,
    to: '/audit',
    page: () => null,
  },
];
