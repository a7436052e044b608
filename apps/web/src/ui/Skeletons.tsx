import { type JSX, type ReactNode, useEffect, useState } from 'react';
import classes from './skeletons.module.css';

type BoneProps = { width?: string; height?: number; isRound?: boolean };

/** One grey shape with the size of what will stand there, so nothing shifts when it arrives. */
export const Bone = ({ width = '100%', height = 12, isRound = false }: BoneProps): JSX.Element => (
  <span
    className={classes.bone}
    data-round={isRound || undefined}
    style={{ inlineSize: width, blockSize: height }}
  />
);

const sentenceAfterMs = 4000;

type LoadingProps = {
  /** "Buscando a agenda…": read out at once, shown after four seconds. */
  label: string;
  children: ReactNode;
};

export const Loading = ({ label, children }: LoadingProps): JSX.Element => {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), sentenceAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <output aria-label={label} className={classes.loading}>
      <div aria-hidden>{children}</div>
      {isLong && <p className={classes.sentence}>{label}</p>}
    </output>
  );
};

const widths = ['62%', '48%', '71%', '55%', '66%', '44%', '58%', '69%'];

/** Rows of a list, as high as the real ones. */
export const RowsSkeleton = ({ label, rows = 8 }: { label: string; rows?: number }): JSX.Element => (
  <Loading label={label}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className={classes.row}>
        <Bone width={widths[row % widths.length] ?? '60%'} />
        <Bone width="18%" />
        <Bone width="12%" />
      </div>
    ))}
  </Loading>
);

/** Labelled fields of a form. */
export const FormSkeleton = ({ label, fields = 6 }: { label: string; fields?: number }): JSX.Element => (
  <Loading label={label}>
    {Array.from({ length: fields }, (_, field) => (
      <div key={field} className={classes.field}>
        <Bone width="96px" />
        <Bone height={38} />
      </div>
    ))}
  </Loading>
);

/** A page whose code is still on its way: header and body in their places. */
export const PageSkeleton = ({ label }: { label: string }): JSX.Element => (
  <div className={classes.page}>
    <Loading label={label}>
      <div className={classes.bar}>
        <Bone width="220px" height={22} />
      </div>
    </Loading>
  </div>
);
