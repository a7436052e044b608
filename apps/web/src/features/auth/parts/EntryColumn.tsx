import { type JSX, type ReactNode, useEffect, useRef } from 'react';
import { Logo } from '../../../ui/Logo.tsx';
import classes from './entry-column.module.css';

/** One column of 360 on the page: the way in. */
export const EntryColumn = ({ title, children }: { title: string; children: ReactNode }): JSX.Element => {
  useEffect(() => {
    document.title = `${title} · TopSmile`;
  }, [title]);
  const column = useRef<HTMLDivElement>(null);
  // The page is its form: whoever opens it came to type.
  useEffect(() => column.current?.querySelector('input')?.focus(), []);
  return (
    <main className={classes.page}>
      <div ref={column} className={classes.column}>
        <div className={classes.brand}>
          <Logo size={44} />
          <span>TopSmile</span>
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
};
