import type { JSX } from 'react';
import { AgendaPage } from '../../features/agenda/AgendaPage.tsx';
import { PatientPicker } from '../../features/patients/PatientPicker.tsx';
import { BookingPanel } from '../../features/visits/booking/BookingPanel.tsx';
import { VisitPanel } from '../../features/visits/visit/VisitPanel.tsx';
import { useClinicLocation } from '../../lib/session.ts';

/** The agenda with its panels: features do not know each other, they meet here. */
export const AgendaRoute = (): JSX.Element => {
  const location = useClinicLocation();
  return (
    <AgendaPage
      renderBookingPanel={(props) => (
        <BookingPanel
          {...props}
          locationId={location?.id ?? ''}
          renderPatient={(slot) => <PatientPicker {...slot} />}
        />
      )}
      renderVisitPanel={(props) => <VisitPanel {...props} />}
    />
  );
};
