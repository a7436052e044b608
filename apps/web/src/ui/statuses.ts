import type { AppointmentStatus } from '@topsmile/contracts';
import {
  IconArmchair,
  IconBan,
  IconCheck,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconDoorEnter,
  IconHelp,
  IconHourglass,
  type IconProps,
  IconUserOff,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** What a visit shows as: its status, or that somebody must approve it first. */
export type ShownStatus = AppointmentStatus | 'waiting';

/** Every icon differs, so a status never hangs on its colour. */
export const iconOfStatus: Record<ShownStatus, ComponentType<IconProps>> = {
  scheduled: IconHelp,
  confirmed: IconCheck,
  checked_in: IconDoorEnter,
  in_progress: IconArmchair,
  completed: IconCircleCheckFilled,
  cancelled: IconBan,
  no_show: IconUserOff,
  held: IconHourglass,
  expired: IconCircleDotted,
  waiting: IconUserQuestion,
};

/** The palette's name; an approval that waits looks like `scheduled`. */
export const paletteOfStatus = (status: ShownStatus): AppointmentStatus =>
  status === 'waiting' ? 'scheduled' : status;

type StatusTokens = { bar: string; fill: string; text: string };

/** CSS values for a status, in both schemes. */
export const tokensOfStatus = (status: ShownStatus): StatusTokens => {
  const name = `--ts-status-${paletteOfStatus(status)}`;
  return { bar: `var(${name}-bar)`, fill: `var(${name}-fill)`, text: `var(${name}-text)` };
};
