import { Button, CloseButton } from '@mantine/core';
import { type CSSProperties, type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../lib/clock.ts';
import { dropToast, type Toast, useToasts } from './toasts.ts';
import classes from './toasts.module.css';

/** Counts only the time in which nobody is looking at the toast. */
const useCountdown = ({ id, lastsMs }: Toast, isPaused: boolean): void => {
  const left = useRef(lastsMs);
  useEffect(() => {
    if (isPaused) return undefined;
    const startedAt = now();
    const timer = setTimeout(() => dropToast(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= now() - startedAt;
    };
  }, [id, isPaused]);
};

const ToastItem = ({ toast }: { toast: Toast }): JSX.Element => {
  const { t } = useTranslation();
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isPaused = isHovered || isFocused;
  useCountdown(toast, isPaused);
  const style: CSSProperties & Record<'--lasts', string> = { '--lasts': `${toast.lastsMs}ms` };
  return (
    <div
      role="presentation"
      className={classes.toast}
      data-kind={toast.kind}
      data-paused={isPaused || undefined}
      style={style}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className={classes.message}>{toast.message}</span>
      {toast.action !== undefined && (
        <Button variant="transparent" size="xs" className={classes.action ?? ''} onClick={toast.action.run}>
          {toast.action.label}
        </Button>
      )}
      <CloseButton
        className={classes.close ?? ''}
        aria-label={t('dismissNotice')}
        onClick={() => dropToast(toast.id)}
      />
    </div>
  );
};

/** The corner where notices stand; its words are said by the live region, not twice by the list. */
export const Toasts = (): JSX.Element => {
  const { t } = useTranslation();
  const { toasts } = useToasts();
  return (
    <section className={classes.region} aria-label={t('notices')}>
      <ul className={classes.list}>
        {toasts.map((toast) => (
          <li key={toast.id}>
            <ToastItem toast={toast} />
          </li>
        ))}
      </ul>
    </section>
  );
};
