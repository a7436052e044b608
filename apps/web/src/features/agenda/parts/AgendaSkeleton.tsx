import type { CSSProperties, JSX } from 'react';
import { Bone, Loading } from '../../../ui/Skeletons.tsx';
import classes from './skeleton.module.css';

// Start and length in half-hours, per column: a day as it usually looks.
const shape: readonly (readonly [number, number][])[] = [
  [
    [0, 2],
    [2, 1],
    [4, 3],
    [7, 1],
    [10, 2],
    [12, 1],
    [13, 3],
    [17, 2],
  ],
  [
    [1, 1],
    [2, 2],
    [4, 1],
    [5, 2],
    [7, 1],
    [11, 2],
    [13, 1],
    [17, 2],
  ],
  [
    [0, 1],
    [1, 1],
    [3, 2],
    [5, 1],
    [6, 1],
    [10, 1],
    [11, 1],
    [13, 2],
  ],
  [
    [0, 2],
    [2, 2],
    [4, 2],
    [6, 1],
    [10, 2],
    [12, 2],
    [15, 1],
    [17, 1],
  ],
];

const at = (start: number, span: number): CSSProperties & Record<'--at' | '--of', number> => ({
  '--at': start,
  '--of': span,
});

/** The grid's real geometry before its visits arrive. */
export const AgendaSkeleton = ({ label, columns = 4 }: { label: string; columns?: number }): JSX.Element => (
  <div className={classes.frame}>
    <Loading label={label}>
      <div className={classes.grid} style={{ gridTemplateColumns: `56px repeat(${columns}, 1fr)` }}>
        <div />
        {Array.from({ length: columns }, (_, column) => (
          <div key={column} className={classes.column}>
            <div className={classes.head}>
              <Bone width="84px" height={14} />
              <Bone width="120px" height={10} />
            </div>
            {(shape[column % shape.length] ?? []).map(([start, span]) => (
              <span key={start} className={classes.card} style={at(start, span)} />
            ))}
          </div>
        ))}
      </div>
    </Loading>
  </div>
);
