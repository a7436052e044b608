import { ActionIcon, FocusTrap, useMatches } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './Kbd.tsx';
import classes from './panel.module.css';

type Props = {
  title: ReactNode;
  /** Above the title: where this thing stands ("Hoje, 11:00–11:30 · Cadeira 1"). */
  eyebrow?: ReactNode;
  /** Left of the close button, usually a menu. */
  headerActions?: ReactNode;
  onClose: () => void;
  /** 384 for reading, 432 for forms. */
  size?: 'reading' | 'form';
  /** Stays at the bottom, within reach of the thumb. */
  footer?: ReactNode;
  /** A change moves focus to the title again: another thing is shown. */
  focusKey?: string;
  children: ReactNode;
};

/** Moves focus to the heading when something opens, and back to where it was when it closes. */
const useFocusVisit = (focusKey: string | undefined) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
    return () => {
      const { current } = opener;
      if (current instanceof HTMLElement && current.isConnected) current.focus();
    };
  }, []);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [focusKey]);
  return heading;
};

/** A menu or list that is open takes the Esc: one in a portal bubbles here through React, not the page. */
const isForPopup = ({ currentTarget, target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  (!currentTarget.contains(target) ||
    target.closest('[aria-expanded="true"], [role="menu"], [role="listbox"]') !== null);

/**
 * The right panel: pushes the page at 1440 and more, lies over it below, and fills a phone's screen. Esc
 * closes it; a menu or field inside that uses Esc itself is left alone.
 */
export const Panel = ({
  title,
  eyebrow,
  headerActions,
  onClose,
  size = 'reading',
  footer,
  focusKey,
  children,
}: Props): JSX.Element => {
  const { t } = useTranslation();
  const titleId = useId();
  const heading = useFocusVisit(focusKey);
  const isPhone = useMatches({ base: true, sm: false });
  // A phone's full screen is a dialog; beside the page the panel is a landmark.
  const role = isPhone ? 'dialog' : 'complementary';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isForPopup(event)) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <FocusTrap active={isPhone}>
      <div
        role={role}
        className={classes.panel}
        data-size={size}
        aria-labelledby={titleId}
        aria-modal={isPhone || undefined}
      >
        <div role="presentation" className={classes.frame} onKeyDown={onKeyDown}>
          <div className={classes.header}>
            <ActionIcon className={classes.back} aria-label={t('back')} onClick={onClose}>
              <IconArrowLeft size={22} aria-hidden />
            </ActionIcon>
            <div className={classes.heading}>
              {eyebrow !== undefined && <p className={classes.eyebrow}>{eyebrow}</p>}
              <h2 id={titleId} ref={heading} tabIndex={-1} data-autofocus>
                {title}
              </h2>
            </div>
            {headerActions}
            <span className={classes.close}>
              <Kbd>Esc</Kbd>
              <ActionIcon aria-label={t('close')} onClick={onClose}>
                <IconX size={20} aria-hidden />
              </ActionIcon>
            </span>
          </div>
          <div className={classes.body}>{children}</div>
          {footer !== undefined && <div className={classes.footer}>{footer}</div>}
        </div>
      </div>
    </FocusTrap>
  );
};
