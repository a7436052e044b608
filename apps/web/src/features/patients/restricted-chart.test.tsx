import { breakGlass, getPatient } from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { PatientPage } from './PatientPage.tsx';

const patientId = 'a'.repeat(24);

test('a restricted chart shows nothing of the person and opens in an emergency, with a reason', async () => {
  const asked = refuse(getPatient, 'restricted');
  const calls = respond(breakGlass, { until: '2026-11-25T15:00:00.000Z' });
  const { user } = renderUi(
    <Routes>
      <Route path="/patients/:patientId" element={<PatientPage />} />
    </Routes>,
    { path: `/patients/${patientId}`, session: aSession({ role: 'dentist' }) },
  );
  expect(await screen.findByRole('heading', { name: 'Prontuário restrito' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Abrir em emergência' }));
  expect(calls).toHaveLength(0);
  await user.type(screen.getByRole('textbox', { name: 'Motivo da emergência' }), 'Dor aguda, plantão');
  await user.click(screen.getByRole('button', { name: 'Abrir em emergência' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason: 'Dor aguda, plantão' }));
  expect(calls[0]?.params).toEqual({ patientId });
  // The chart is asked for again.
  await waitFor(() => expect(asked.length).toBeGreaterThan(1));
});
