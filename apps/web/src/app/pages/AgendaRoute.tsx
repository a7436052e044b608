import { type JSX, lazy, Suspense } from 'react';
import { Navigate } from 'react-router';
import { AgendaPage } from '../../features/agenda/AgendaPage.tsx';
import { useCan, useClinicLocation, useSession } from '../../lib/session.ts';
import { setupPath } from '../paths.ts';

// The day is on screen before the panels' code is: they come with the first click.
const PatientPicker = lazy(async () => ({
  default: (await import('../../features/patients/PatientPicker.tsx')).PatientPicker,
}));
const BookingPanel = lazy(async () => ({
  default: (await import('../../features/visits/booking/BookingPanel.tsx')).BookingPanel,
}));
const VisitPanel = lazy(async () => ({
  default: (await import('../../features/visits/visit/VisitPanel.tsx')).VisitPanel,
}));

/** The agenda with its panels: features do not know each other, they meet here. */
export const AgendaRoute = (): JSX.Element => {
  const location = useClinicLocation();
  const { clinic } = useSession();
  const canSetUp = useCan('settings:write');
  if (!clinic.isSetUp && canSetUp) return <Navigate to={setupPath} replace />;
  return (
    <AgendaPage
      renderBookingPanel={(props) => (
        <Suspense>
          <BookingPanel
            {...props}
            locationId={location?.id ?? ''}
            renderPatient={(slot) => <PatientPicker {...slot} />}
          />
        </Suspense>
      )}
      renderVisitPanel={(props) => (
        <Suspense>
          <VisitPanel {...props} />
        </Suspense>
      )}
    />
  );
};
