import type { AppointmentType } from '@topsmile/contracts';
import { Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chips.module.css';
import { PatternGlyph } from './PatternGlyph.tsx';

type Props = {
  types: readonly AppointmentType[];
  value: string | undefined;
  onChange: (typeId: string) => void;
  error?: string | undefined;
};

const shownAtOnce = 4;

/** The first four; a chosen type from further down takes the last place. */
const firstOf = (
  types: readonly AppointmentType[],
  value: string | undefined,
): readonly AppointmentType[] => {
  const first = types.slice(0, shownAtOnce);
  const chosen = types.find((type) => type.id === value);
  if (chosen === undefined || first.includes(chosen)) return first;
  return [...first.slice(0, shownAtOnce - 1), chosen];
};

export const TypeChips = ({ types, value, onChange, error }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const group = useId();
  const shown = firstOf(types, value);
  const rest = types.filter((type) => !shown.includes(type));
  return (
    <fieldset className={classes.field}>
      <legend className={classes.label}>{t('type.label')}</legend>
      <div className={classes.chips}>
        {shown.map((type) => (
          <label key={type.id} className={classes.chip}>
            <input type="radio" name={group} checked={type.id === value} onChange={() => onChange(type.id)} />
            <IconCheck size={15} aria-hidden className={classes.tick} />
            <span>{type.name}</span>
          </label>
        ))}
        {rest.length > 0 && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <button type="button" className={classes.more} aria-label={t('type.more')}>
                <IconDots size={16} aria-hidden />
              </button>
            </Menu.Target>
            <Menu.Dropdown className={classes.menu ?? ''}>
              {rest.map((type) => (
                <Menu.Item
                  key={type.id}
                  onClick={() => onChange(type.id)}
                  rightSection={
                    <span className={classes.length}>
                      {t('minutes', { count: type.durationMinutes })}
                      <PatternGlyph type={type} durationMinutes={type.durationMinutes} isSilent />
                    </span>
                  }
                >
                  {type.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};
