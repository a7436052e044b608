/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the option of a listbox whose focus and keyboard are the text field (aria-activedescendant) */
import type { JSX, MouseEvent } from 'react';
import classes from './search-dialog.module.css';
import type { SearchHit } from './sources.ts';

type Props = {
  id: string;
  hit: SearchHit;
  isActive: boolean;
  onPoint: () => void;
  onOpen: (isSecondary: boolean) => void;
};

export const SearchRow = ({ id, hit, isActive, onPoint, onOpen }: Props): JSX.Element => {
  const Icon = hit.icon;
  // The keyboard works through the field above: focus must not leave it for a row.
  const keepFocus = (event: MouseEvent): void => event.preventDefault();
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={classes.row}
      onPointerMove={onPoint}
      onMouseDown={keepFocus}
      onClick={(event) => onOpen(event.ctrlKey || event.metaKey)}
    >
      <Icon size={20} stroke={1.75} aria-hidden />
      <span className={classes.title}>{hit.title}</span>
      {hit.detail !== undefined && <span className={classes.detail}>{hit.detail}</span>}
    </div>
  );
};
