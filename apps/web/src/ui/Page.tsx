import { type JSX, type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

type Props = {
  title: string;
  /** Right of the title: filters, then the one primary act. */
  actions?: ReactNode;
  /** Left of the title: navigation such as previous and next. */
  before?: ReactNode;
  /** A `Panel`; the body makes room for it on wide screens. */
  panel?: ReactNode;
  /** The body scrolls itself (grids); otherwise the page does. */
  isFilled?: boolean;
  children: ReactNode;
};

/** A screen: one h1 in a 56 px bar, the body, and the right panel beside it. Sets the document's title. */
export const Page = ({ title, actions, before, panel, isFilled = false, children }: Props): JSX.Element => {
  useEffect(() => {
    document.title = `${title} · TopSmile`;
  }, [title]);
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        {before}
        <h1 className={classes.title}>{title}</h1>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      <div className={classes.split}>
        <div className={classes.body} data-filled={isFilled || undefined}>
          {children}
        </div>
        {panel}
      </div>
    </div>
  );
};
