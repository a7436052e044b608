import { type RefObject, useLayoutEffect, useRef } from 'react';
import { minuteAt } from './axis.ts';
import type { GridModel } from './model.ts';

type Setup = {
  scroller: RefObject<HTMLDivElement | null>;
  model: GridModel;
  pixelsPerMinute: number;
  nowMs: number;
};

const openingMinute = (model: GridModel): number =>
  Math.min(...model.columns.flatMap(({ open }) => open.map((window) => window.start)), model.range.to);

const restingMinute = (model: GridModel, nowMs: number): number => {
  const today = model.columns.find(({ axis }) => {
    const minute = minuteAt(axis, nowMs);
    return minute >= model.range.from && minute <= model.range.to;
  });
  return today === undefined ? openingMinute(model) : minuteAt(today.axis, nowMs) - 150;
};

/** Opens a day at now (or at its first hour), and keeps what is looked at in place when hours are added. */
export const useAnchoredScroll = ({ scroller, model, pixelsPerMinute, nowMs }: Setup): void => {
  const day = model.columns[0]?.axis.day;
  const last = useRef<{ day: string | undefined; from: number; pixels: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const before = last.current;
    last.current = { day, from: model.range.from, pixels: pixelsPerMinute };
    if (before === undefined || before.day !== day) {
      element.scrollTo({ top: (restingMinute(model, nowMs) - model.range.from) * pixelsPerMinute });
      return;
    }
    const looked = before.from + element.scrollTop / before.pixels;
    const isShifted = before.from !== model.range.from || before.pixels !== pixelsPerMinute;
    if (isShifted) element.scrollTo({ top: (looked - model.range.from) * pixelsPerMinute });
  }, [day, model, nowMs, pixelsPerMinute, scroller]);
};
