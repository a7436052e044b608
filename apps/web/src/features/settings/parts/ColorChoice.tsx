import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { typeFillOf, typeFills } from '../../../ui/type-fills.ts';
import classes from './parts.module.css';

type Option = { value: string; name: string; fill: string };
type SwatchesProps = {
  label: string;
  options: readonly Option[];
  value: string;
  path: string;
  onChange: (value: string) => void;
};

/** Colours by name; the tick says which, so nobody has to tell two tints apart. */
export const Swatches = ({ label, options, value, path, onChange }: SwatchesProps): JSX.Element => {
  const name = useId();
  const chosen = options.find((option) => option.value.toLowerCase() === value.toLowerCase());
  return (
    <fieldset className={classes.swatches} data-path={path}>
      <legend>
        {label}
        {chosen !== undefined && <span>{chosen.name}</span>}
      </legend>
      {options.map((option) => (
        <label key={option.value} className={classes.swatch} title={option.name}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option === chosen}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
          />
          <span style={{ background: option.fill }} aria-hidden />
        </label>
      ))}
    </fieldset>
  );
};

type Props = { value: string; onChange: (colour: string) => void };

/** The palette's eight fills; a colour from elsewhere stays on offer beside them. */
export const ColorChoice = ({ value, onChange }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const isOurs = typeFills.some((fill) => fill.toLowerCase() === value.toLowerCase());
  const palette = typeFills.map((fill, at) => ({
    value: fill,
    name: t(`colors.${at}`),
    fill: typeFillOf(fill),
  }));
  const options = isOurs
    ? palette
    : [...palette, { value, name: t('colors.current'), fill: typeFillOf(value) }];
  return (
    <Swatches label={t('types.color')} options={options} value={value} path="color" onChange={onChange} />
  );
};
