import type { JSX } from 'react';
import { Navigate } from 'react-router';
import { AgendaPage } from '../../features/agenda/AgendaPage.tsx';
import { PatientPicker } from '../../features/patients/PatientPicker.tsx';
import { BookingPanel } from '../../features/visits/booking/BookingPanel.tsx';
import { VisitPanel } from '../../features/visits/visit/VisitPanel.tsx';
import { useCan, useClinicLocation, useSession } from '../../lib/session.ts';
import { setupPath } from '../routes.tsx';

/** The agenda with its panels: features do not know each other, they meet here. */
export const AgendaRoute = (): JSX.Element => {
  const location = useClinicLocation();
  const { clinic } = useSession();
  const canSetUp = useCan('settings:write');
  if (!clinic.isSetUp && canSetUp) return <Navigate to={setupPath} replace />;
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
