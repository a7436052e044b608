/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a fieldset would disable and style its controls as one field */
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from './BlockFields.tsx';
import { TypedWeek } from './TypedWeek.tsx';
import { useWeek } from './use-week.ts';
import type { WeekBlock } from './week.ts';
import { WeekBars } from './WeekBars.tsx';
import classes from './week-hours.module.css';

type Props = {
  /** "Horários de Ana": names the editor. */
  label: string;
  blocks: readonly WeekBlock[];
  onChange: (blocks: WeekBlock[]) => void;
  /** What a block can be bound to; with fewer than two nothing is asked. */
  places?: readonly Place[];
  /** What a block can be kept for; with none nothing is asked. */
  kinds?: readonly Place[];
  ground?: readonly WeekBlock[];
  step?: number;
  /** Typed times also on wide screens. */
  isTyped?: boolean;
};

const nothing: readonly never[] = [];

const Refused = ({ text }: { text: string | undefined }): JSX.Element | null => {
  const { t } = useTranslation('settings');
  if (text === undefined) return null;
  return (
    <p className={classes.refusal}>
      <IconAlertTriangle size={16} aria-hidden />
      {text} {t('week.notChanged')}
    </p>
  );
};

/** Working time of a week, several blocks a day: drawn on wide screens, typed on phones. */
export const WeekHours = ({
  label,
  blocks,
  onChange,
  places = nothing,
  kinds = nothing,
  ground = nothing,
  step = 15,
  isTyped = false,
}: Props): JSX.Element => {
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  const week = useWeek({ blocks, step, defaultPlace: places[0]?.value ?? '', onChange });
  return (
    <div role="group" aria-label={label} className={classes.editor}>
      {isTyped || isPhone ? (
        <TypedWeek week={week} places={places} kinds={kinds} />
      ) : (
        <WeekBars week={week} places={places} kinds={kinds} ground={ground} />
      )}
      <Refused text={week.refusal} />
    </div>
  );
};
