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

type CellProps = RowProps & {
  index: number;
  id: string;
  label: string;
  className: string | undefined;
  /** `data-…` marks that the style reads. */
  marks?: Record<`data-${string}`, string | true | undefined>;
};

/** A cell that is no visit: one place for the arrows to stop at, its time and meaning as its name. */
const Cell = ({ model, item, index, id, label, className, marks, children }: CellProps): JSX.Element => (
  <Row model={model} item={item}>
    <div
      {...gridRoles.cell}
      aria-colindex={index + 2}
      id={id}
      data-stop={id}
      tabIndex={-1}
      className={className}
      {...marks}
      style={place(item)}
      aria-label={label}
    >
      {children}
    </div>
  </Row>
);

type PartProps = { model: GridModel; column: GridColumn; index: number; words: CardWords };

const timeOf = ({ column, words }: PartProps, { start, end }: Interval): string =>
  words.clock.range(msAt(column.axis, start), msAt(column.axis, end));

const Blocks = (props: PartProps): JSX.Element[] => {
  const { model, column, index, words } = props;
  return column.blocks.map((block) => {
    const Icon = blockIcons[block.kind];
    const id = stopId.block(block.card, index);
    const text = block.card.note ?? words.block[block.kind];
    return (
      <Cell
        key={id}
        model={model}
        item={block}
        index={index}
        id={id}
        label={`${timeOf(props, block)}, ${text}, ${column.name}`}
        className={classes.block}
        marks={{ 'data-kind': block.kind }}
      >
        <Icon size={16} aria-hidden />
        {text}
      </Cell>
    );
  });
};

const Closed = (props: PartProps): JSX.Element[] => {
  const { model, column, index, words } = props;
  return column.closed.map((closed) => {
    const id = stopId.closed(closed, index);
    const text = words.closed(column, closed.isBreak);
    return (
      <Cell
        key={id}
        model={model}
        item={closed}
        index={index}
        id={id}
        label={`${timeOf(props, closed)}, ${text}, ${column.name}`}
        className={classes.closed}
        marks={{ 'data-break': closed.isBreak || undefined }}
      >
        {closed.isBreak && <IconCoffee size={16} aria-hidden />}
        {text}
      </Cell>
    );
  });
};

const Gaps = ({ model, column, index, words }: PartProps): JSX.Element[] =>
  column.gaps.map((gap) => {
    const id = stopId.gap(gap, index);
    const text = words.gap(msAt(column.axis, gap.start), gap.freeMinutes);
    return (
      <Cell
        key={id}
        model={model}
        item={gap}
        index={index}
        id={id}
        label={`${text}, ${column.name}`}
        className={classes.gap}
        marks={{ 'data-soon': gap.isSoon || undefined }}
      >
        <IconPlus size={16} aria-hidden />
        {text}
      </Cell>
    );
  });

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
