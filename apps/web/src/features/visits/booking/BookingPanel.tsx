import { type JSX, useState } from 'react';
import { useZone } from '../use-zone.ts';
import type { BookingPanelProps } from '../visits.types.ts';
import { BlockForm } from './BlockForm.tsx';
import { useBookingForm } from './use-booking-form.ts';
import { VisitForm } from './VisitForm.tsx';

/** The right panel that books: a visit, or a block of time. What was typed outlives the panel. */
export const BookingPanel = (props: BookingPanelProps): JSX.Element => {
  const { draft, locationId } = props;
  const zone = useZone(locationId);
  const [isBlock, setBlock] = useState(false);
  const { form, setForm, clear } = useBookingForm(locationId, draft);
  if (isBlock) return <BlockForm {...props} zone={zone} onVisit={() => setBlock(false)} />;
  return (
    <VisitForm
      {...props}
      zone={zone}
      form={form}
      setForm={setForm}
      clear={clear}
      onBlock={() => setBlock(true)}
    />
  );
};
