import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { type JSX, useId } from 'react';

type Props<Value extends string> = {
  /** Read out before the options. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A choice between two to four ways of showing the same thing. */
export const Segments = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: Props<Value>): JSX.Element => {
  const id = useId();
  return (
    <div>
      <VisuallyHidden id={id}>{label}</VisuallyHidden>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        data={[...options]}
        onChange={onChange}
        transitionDuration={90}
        withItemsBorders={false}
      />
    </div>
  );
};
