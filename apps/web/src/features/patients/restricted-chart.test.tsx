import { breakGlass, changeRestriction, getPatient, getRestriction, listPeople } from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { PatientPage } from './PatientPage.tsx';
import { Restriction } from './parts/page/Restriction.tsx';
import { aPatient } from './testing/people.ts';

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

const restriction = {
  isRestricted: true,
  treatingUserIds: [],
  emergencies: [
    {
      at: '2026-11-25T13:00:00.000Z',
      until: '2026-11-25T14:00:00.000Z',
      by: 'Ana Reis',
      reason: 'Dor aguda',
    },
  ],
  rev: 5,
};

test('the owner sees who opened the chart in an emergency and why, and opens it to those who treat', async () => {
  const userId = 'd'.repeat(24);
  respond(getRestriction, restriction);
  respond(listPeople, [
    {
      id: userId,
      firstName: 'Rafael',
      lastName: 'Nunes',
      email: 'r@example.com',
      role: 'dentist',
      state: 'active',
      hasSecondFactor: true,
      mustChangePassword: false,
      openSessions: 0,
      isYou: false,
      rev: 0,
    },
  ]);
  const calls = respond(changeRestriction, { ...restriction, treatingUserIds: [userId], rev: 6 });
  const { user } = renderUi(<Restriction patient={aPatient()} />, { session: aSession({ role: 'admin' }) });
  expect(await screen.findByText(/Ana Reis: Dor aguda/)).toBeVisible();
  await user.click(await screen.findByRole('checkbox', { name: 'Rafael Nunes' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 5, treatingUserIds: [userId] }));
});

test('without the right, nothing of it is asked or shown', () => {
  const asked = respond(getRestriction, restriction);
  renderUi(<Restriction patient={aPatient()} />, { session: aSession({ role: 'dentist' }) });
  expect(screen.queryByText('Prontuário restrito')).toBeNull();
  expect(asked).toHaveLength(0);
});
