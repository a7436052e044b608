import type { AppointmentStatus, VisitCard } from '@topsmile/contracts';
import {
  IconArmchair,
  IconBan,
  IconCheck,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconDoorEnter,
  IconHelp,
  IconHourglass,
  IconUserOff,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ComponentType, JSX } from 'react';

type IconProps = { size?: number | string; className?: string | undefined; 'aria-hidden'?: boolean };

const icons: Record<AppointmentStatus, ComponentType<IconProps>> = {
  held: IconHourglass,
  scheduled: IconHelp,
  confirmed: IconCheck,
  checked_in: IconDoorEnter,
  in_progress: IconArmchair,
  completed: IconCircleCheckFilled,
  cancelled: IconBan,
  no_show: IconUserOff,
  expired: IconCircleDotted,
};

type Props = { card: Pick<VisitCard, 'status' | 'approval'>; size?: number };

/** The icon of a visit's status; its word stands beside it or in the accessible name. */
export const StatusMark = ({ card, size = 16 }: Props): JSX.Element => {
  const isWaiting = card.status === 'scheduled' && card.approval === 'waiting';
  const Icon = isWaiting ? IconUserQuestion : icons[card.status];
  return <Icon size={size} aria-hidden />;
};
