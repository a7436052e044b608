import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { renderUi } from '../testing/render-app.tsx';
import { DataTable } from './DataTable.tsx';
import { DateField } from './DateField.tsx';
import { CpfField } from './TypedField.tsx';

const Fields = () => {
  const [day, setDay] = useState('');
  const [cpf, setCpf] = useState('');
  return (
    <>
      <DateField label="Dia" value={day} onChange={setDay} />
      <CpfField label="CPF" value={cpf} onChange={setCpf} />
      <p>{`${day}|${cpf}`}</p>
    </>
  );
};

test('a typed day is kept as a calendar day and shown as written; nonsense stays for the form to refuse', async () => {
  const { user } = renderUi(<Fields />);
  await user.type(screen.getByLabelText('Dia'), '7/4/1985');
  await user.tab();
  expect(screen.getByLabelText('Dia')).toHaveValue('07/04/1985');
  expect(screen.getByText('1985-04-07|')).toBeVisible();
  await user.clear(screen.getByLabelText('Dia'));
  await user.type(screen.getByLabelText('Dia'), '31/02/2026{Enter}');
  expect(screen.getByText('31/02/2026|')).toBeVisible();
});

describe('D-50: a browser far from the clinic', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });

  test.each(['Pacific/Honolulu', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'in %s a day that is picked is that day, and today is the clinic’s',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      // 22:30 on 1 March at the clinic.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T01:30:00Z') });
      const { user, container } = renderUi(<Fields />);
      const calendar = container.querySelector('input[type="date"]');
      if (calendar === null) throw new Error('no calendar');
      fireEvent.change(calendar, { target: { value: '2026-03-02' } });
      expect(screen.getByText('2026-03-02|')).toBeVisible();
      expect(screen.getByLabelText('Dia')).toHaveValue('02/03/2026');
      await user.clear(screen.getByLabelText('Dia'));
      await user.type(screen.getByLabelText('Dia'), 'hoje{Enter}');
      expect(screen.getByText('2026-03-01|')).toBeVisible();
    },
  );
});

test('a CPF pasted in any usual spelling is put in order when left', async () => {
  const { user } = renderUi(<Fields />);
  await user.click(screen.getByLabelText('CPF'));
  await user.paste('12345678909');
  await user.tab();
  expect(screen.getByLabelText('CPF')).toHaveValue('123.456.789-09');
});

test('a table has one tab stop; arrows move between rows and Enter opens', async () => {
  const opened: string[] = [];
  const rows = ['Ana', 'Bia', 'Caio'];
  const { user } = renderUi(
    <DataTable
      label="Pacientes"
      rows={rows}
      keyOf={(row) => row}
      onOpen={(row) => opened.push(row)}
      columns={[{ key: 'name', header: 'Nome', render: (row) => row }]}
    />,
  );
  await user.tab();
  expect(screen.getByRole('row', { name: 'Ana' })).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('row', { name: 'Caio' })).toHaveFocus();
  await user.keyboard('{Enter}{ArrowUp}{Enter}');
  expect(opened).toEqual(['Caio', 'Bia']);
  await user.tab();
  expect(screen.getByRole('table')).not.toContainElement(document.activeElement as HTMLElement);
});
