import type { AppointmentType } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { squaresOf } from '../pattern.ts';
import classes from './pattern-glyph.module.css';

type Props = {
  type: Pick<AppointmentType, 'pattern' | 'patternSquareMinutes'>;
  durationMinutes: number;
  /** Beside words that say it already. */
  isSilent?: boolean;
};

/** When the provider is needed: solid squares with them, hatched ones with the assistant alone. */
export const PatternGlyph = ({ type, durationMinutes, isSilent = false }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const squares = squaresOf(type, durationMinutes);
  const isWhole = squares.every(Boolean);
  const label = isWhole ? t('pattern.whole') : t('pattern.partly');
  const names = isSilent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span className={classes.glyph} title={label} {...names}>
      {squares.map((isNeeded, at) => (
        <i key={at} data-needed={isNeeded || undefined} />
      ))}
    </span>
  );
};
