import { VisuallyHidden } from '@mantine/core';
import type { CSSProperties, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { iconOfStatus, type ShownStatus, tokensOfStatus } from './statuses.ts';
import classes from './status-chip.module.css';

type IconOnly = {
  status: ShownStatus;
  size?: number /** Beside its own word the icon is silent. */;
  isSilent?: boolean;
};

/** The status as an icon with its accessible name. */
export const StatusIcon = ({ status, size = 16, isSilent = false }: IconOnly): JSX.Element => {
  const { t } = useTranslation();
  const Icon = iconOfStatus[status];
  return (
    <>
      <Icon size={size} aria-hidden />
      {!isSilent && <VisuallyHidden>{t(`status.${status}.name`)}</VisuallyHidden>}
    </>
  );
};

/** Icon and word on the status's own fill. */
export const StatusChip = ({ status }: { status: ShownStatus }): JSX.Element => {
  const { t } = useTranslation();
  const { bar, fill, text } = tokensOfStatus(status);
  const style: CSSProperties & Record<'--bar' | '--fill' | '--text', string> = {
    '--bar': bar,
    '--fill': fill,
    '--text': text,
  };
  return (
    <span className={classes.chip} data-status={status} style={style}>
      <StatusIcon status={status} size={14} isSilent />
      {t(`status.${status}.label`)}
    </span>
  );
};
