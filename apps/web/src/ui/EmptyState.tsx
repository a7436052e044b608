import { Button } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import classes from './states.module.css';

type Props = {
  /** One sentence. */
  text: string;
  icon?: ReactNode;
  /** One act. */
  action?: { label: string; onClick: () => void } | undefined;
};

export const EmptyState = ({ text, icon, action }: Props): JSX.Element => (
  <div className={classes.state}>
    {icon !== undefined && (
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
    )}
    <p className={classes.text}>{text}</p>
    {action !== undefined && <Button onClick={action.onClick}>{action.label}</Button>}
  </div>
);
