/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a fieldset cannot lay its squares out as a row */
import { Switch } from '@mantine/core';
import { type JSX, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../../ui/Segments.tsx';
import {
  fittingSize,
  freeStretches,
  resampled,
  resized,
  type SquareSize,
  squareSizes,
  withSquare,
} from '../pattern.ts';
import classes from './pattern-editor.module.css';

export type PatternValue = { pattern: string | undefined; size: SquareSize };
type Props = PatternValue & {
  durationMinutes: number;
  error?: string | undefined;
  onChange: (value: PatternValue) => void;
};

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
const signs: Record<string, 'X' | '/'> = { x: 'X', X: 'X', '/': '/' };

type SquaresProps = { pattern: string; size: SquareSize; onChange: (pattern: string) => void };

/** One tab stop; arrows walk, X and / set, Space turns. */
const Squares = ({ pattern, size, onChange }: SquaresProps): JSX.Element => {
  const { t } = useTranslation('settings');
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const tabStop = Math.min(at, pattern.length - 1);
  const go = (to: number): void => {
    const square = root.current?.children[Math.min(pattern.length - 1, Math.max(0, to))];
    if (square instanceof HTMLElement) square.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = steps[event.key];
    const sign = signs[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) go(index + step);
    else if (event.key === 'Home' || event.key === 'End') go(event.key === 'Home' ? 0 : pattern.length - 1);
    else if (sign !== undefined) {
      onChange(withSquare(pattern, index, sign));
      go(index + 1);
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={root} className={classes.squares} role="group" aria-label={t('pattern.squares')}>
      {pattern.split('').map((sign, index) => {
        const isNeeded = sign === 'X';
        return (
          <button
            // A square is its place in the visit.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={classes.square}
            data-needed={isNeeded || undefined}
            tabIndex={index === tabStop ? 0 : -1}
            aria-pressed={isNeeded}
            aria-label={t(isNeeded ? 'pattern.needed' : 'pattern.free', {
              from: index * size,
              to: (index + 1) * size,
            })}
            onFocus={() => setAt(index)}
            onClick={() => onChange(withSquare(pattern, index, isNeeded ? '/' : 'X'))}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {sign}
          </button>
        );
      })}
    </div>
  );
};

/** When the provider is needed inside a visit; the other minutes are free for a second chair. */
export const PatternEditor = ({ pattern, size, durationMinutes, error, onChange }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const fit = (wanted: SquareSize): SquareSize => fittingSize(durationMinutes, wanted);
  const toggle = (isAlways: boolean): void => {
    const used = fit(size);
    onChange({ pattern: isAlways ? undefined : resized('', durationMinutes, used), size: used });
  };
  const free = pattern === undefined ? [] : freeStretches(pattern, size);
  return (
    <div className={classes.editor} data-path="pattern">
      <Switch
        label={t('pattern.always')}
        description={t('pattern.help')}
        checked={pattern === undefined}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {pattern !== undefined && (
        <>
          <Squares pattern={pattern} size={size} onChange={(next) => onChange({ pattern: next, size })} />
          <div className={classes.legend}>
            <span>
              <i className={classes.sample} data-needed /> X {t('pattern.legendNeeded')}
            </span>
            <span>
              <i className={classes.sample} /> / {t('pattern.legendFree')}
            </span>
          </div>
          <p className={classes.sum} aria-live="polite">
            {free.length === 0
              ? t('pattern.noFree')
              : t('pattern.freeFrom', {
                  stretches: free.map(({ from, to }) => t('pattern.stretch', { from, to })).join(', '),
                })}
          </p>
          <Segments
            label={t('pattern.size')}
            value={String(size)}
            options={squareSizes
              .filter((option) => durationMinutes % option === 0)
              .map((option) => ({ value: String(option), label: t('minutes', { count: option }) }))}
            onChange={(next) => {
              const wanted = squareSizes.find((option) => String(option) === next) ?? size;
              onChange({ pattern: resampled(pattern, size, wanted), size: wanted });
            }}
          />
        </>
      )}
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
};
