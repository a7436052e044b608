import type { MessageSummary } from '@topsmile/contracts';
import {
  IconAlertCircle,
  IconClock,
  IconNotes,
  type IconProps,
  IconRefresh,
  IconSend,
  IconSendOff,
} from '@tabler/icons-react';
import type { ComponentType, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './state-word.module.css';

type Shown = MessageSummary['state'] | 'lapsed' | 'writtenDown';

const icons: Record<Shown, ComponentType<IconProps>> = {
  queued: IconClock,
  sending: IconRefresh,
  sent: IconSend,
  failed: IconAlertCircle,
  dead: IconSendOff,
  lapsed: IconSendOff,
  writtenDown: IconNotes,
};

const shownOf = ({ state, failure, isWrittenDownOnly }: MessageSummary): Shown => {
  if (state === 'sent' && isWrittenDownOnly) return 'writtenDown';
  return state === 'dead' && failure === 'lapsed' ? 'lapsed' : state;
};

/** How far a message got, by icon and word; the colour only repeats it. */
export const StateWord = ({ message }: { message: MessageSummary }): JSX.Element => {
  const { t } = useTranslation('messages');
  const shown = shownOf(message);
  const Icon = icons[shown];
  return (
    <span className={classes.state} data-state={shown}>
      <Icon size={16} aria-hidden />
      {t(`states.${shown}`)}
    </span>
  );
};
