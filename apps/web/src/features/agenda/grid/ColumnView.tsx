import type { BlockKind } from '@topsmile/contracts';
import {
  IconAsterisk,
  IconCalendarOff,
  IconCoffee,
  IconGripVertical,
  IconLock,
  IconPlus,
  IconTool,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type ComponentType, type CSSProperties, type JSX, memo, type ReactNode } from 'react';
import { gridRoles } from './grid-roles.ts';
import { msAt } from './axis.ts';
import type { CardWords } from './card-words.ts';
import { stopId } from './cursor.ts';
import { rowIndexOf } from './GridHours.tsx';
import type { Interval } from './intervals.ts';
import type { GridColumn, GridModel, PlacedVisit } from './model.ts';
import { NowNub } from './NowLine.tsx';
import { VisitCardView } from './VisitCardView.tsx';
import classes from './grid.module.css';

/** What the cards of every column share; changes seldom. */
export type CardLook = {
  words: CardWords;
  isTypeColoured: boolean;
  providerColors: ReadonlyMap<string, string>;
  pixelsPerMinute: number;
  canMove: boolean;
};

export type DrawnPreview = Interval & { label: string; time: string };

type Props = {
  model: GridModel;
  column: GridColumn;
  index: number;
  look: CardLook;
  selectedId: string | undefined;
  parked: ReadonlySet<string>;
  fresh: ReadonlySet<string>;
  preview: DrawnPreview | undefined;
};

const blockIcons: Record<BlockKind, ComponentType<{ size: number; 'aria-hidden': boolean }>> = {
  meeting: IconUsersGroup,
  lunch: IconCoffee,
  maintenance: IconTool,
  urgency: IconAsterisk,
  personal: IconCalendarOff,
  other: IconLock,
};

const movable: ReadonlySet<string> = new Set(['held', 'scheduled', 'confirmed', 'checked_in']);

const place = ({ start, end }: Interval): CSSProperties & Record<`--${string}`, number> => ({
  '--start': start,
  '--span': end - start,
});

type RowProps = { model: GridModel; item: Interval; children: ReactNode };

/** The row that holds one cell, at the hour it begins in. */
const Row = ({ model, item, children }: RowProps): JSX.Element => (
  <div {...gridRoles.row} aria-rowindex={rowIndexOf(model, item.start)}>
    {children}
  </div>
);

type PartProps = { model: GridModel; column: GridColumn; index: number; words: CardWords };

const Blocks = ({ model, column, index, words }: PartProps): JSX.Element => (
  <>
    {column.blocks.map((block) => {
      const Icon = blockIcons[block.kind];
      const id = stopId.block(block.card, index);
      const text = block.card.note ?? words.block[block.kind];
      const time = words.clock.range(msAt(column.axis, block.start), msAt(column.axis, block.end));
      return (
        <Row key={id} model={model} item={block}>
          <div
            {...gridRoles.cell}
            aria-colindex={index + 2}
            id={id}
            data-stop={id}
            tabIndex={-1}
            className={classes.block}
            data-kind={block.kind}
            style={place(block)}
            aria-label={`${time}, ${text}, ${column.name}`}
          >
            <Icon size={16} aria-hidden />
            {text}
          </div>
        </Row>
      );
    })}
  </>
);

const Closed = ({ model, column, index, words }: PartProps): JSX.Element => (
  <>
    {column.closed.map((closed) => {
      const id = stopId.closed(closed, index);
      const text = words.closed(column, closed.isBreak);
      const time = words.clock.range(msAt(column.axis, closed.start), msAt(column.axis, closed.end));
      return (
        <Row key={id} model={model} item={closed}>
          <div
            {...gridRoles.cell}
            aria-colindex={index + 2}
            id={id}
            data-stop={id}
            tabIndex={-1}
            className={classes.closed}
            data-break={closed.isBreak || undefined}
            style={place(closed)}
            aria-label={`${time}, ${text}, ${column.name}`}
          >
            {closed.isBreak && <IconCoffee size={16} aria-hidden />}
            {text}
          </div>
        </Row>
      );
    })}
  </>
);

const Gaps = ({ model, column, index, words }: PartProps): JSX.Element => (
  <>
    {column.gaps.map((gap) => {
      const id = stopId.gap(gap, index);
      const text = words.gap(msAt(column.axis, gap.start), gap.freeMinutes);
      return (
        <Row key={id} model={model} item={gap}>
          <div
            {...gridRoles.cell}
            aria-colindex={index + 2}
            id={id}
            data-stop={id}
            tabIndex={-1}
            className={classes.gap}
            data-soon={gap.isSoon || undefined}
            style={place(gap)}
            aria-label={`${text}, ${column.name}`}
          >
            <IconPlus size={16} aria-hidden />
            {text}
          </div>
        </Row>
      );
    })}
  </>
);

/** While a booking is open its preview is a second tab stop: arrows move it. */
const previewStop = { tabIndex: 0, 'aria-keyshortcuts': 'ArrowUp ArrowDown ArrowLeft ArrowRight' } as const;

const Preview = ({
  preview,
  model,
  index,
}: {
  preview: DrawnPreview;
  model: GridModel;
  index: number;
}): JSX.Element => (
  <Row model={model} item={preview}>
    <div
      {...gridRoles.cell}
      aria-colindex={index + 2}
      {...previewStop}
      className={classes.preview}
      data-preview
      style={place(preview)}
      aria-label={`${preview.label}, ${preview.time}`}
    >
      <b>{preview.label}</b>
      {preview.time}
      <IconGripVertical size={15} aria-hidden />
    </div>
  </Row>
);

type VisitProps = Omit<Props, 'preview' | 'selectedId' | 'parked' | 'fresh'> & {
  visit: PlacedVisit;
  isSelected: boolean;
  isParked: boolean;
  isFresh: boolean;
};

const Visit = ({ visit, column, model, look, index, ...flags }: VisitProps): JSX.Element => {
  const { card, start, end, lane, lanes } = visit;
  const { words, isTypeColoured, providerColors, pixelsPerMinute, canMove } = look;
  return (
    <Row model={model} item={visit}>
      <VisitCardView
        card={card}
        colIndex={index + 2}
        stop={stopId.visit(card)}
        label={words.visit(card, column)}
        start={start}
        span={end - start}
        lane={lane}
        lanes={lanes}
        height={(end - start) * pixelsPerMinute}
        words={words}
        isTypeColoured={isTypeColoured}
        providerColor={card.providerId === undefined ? undefined : providerColors.get(card.providerId)}
        longWaitMinutes={model.longWaitMinutes}
        isMovable={canMove && movable.has(card.status)}
        isSelected={flags.isSelected}
        isParked={flags.isParked}
        isFresh={flags.isFresh}
      />
    </Row>
  );
};

/** One chair, provider or day from top to bottom. */
export const ColumnView = memo((props: Props): JSX.Element => {
  const { model, column, index, look, selectedId, parked, fresh, preview } = props;
  return (
    <div className={classes.column} {...gridRoles.rowGroup} aria-label={column.name} data-column={index}>
      <Closed model={model} column={column} index={index} words={look.words} />
      <Blocks model={model} column={column} index={index} words={look.words} />
      <Gaps model={model} column={column} index={index} words={look.words} />
      {column.visits.map((visit) => (
        <Visit
          key={visit.card.id}
          visit={visit}
          model={model}
          column={column}
          index={index}
          look={look}
          isSelected={visit.card.id === selectedId}
          isParked={parked.has(visit.card.id)}
          isFresh={fresh.has(visit.card.id)}
        />
      ))}
      {preview !== undefined && <Preview preview={preview} model={model} index={index} />}
      <NowNub model={model} column={column} />
    </div>
  );
});
