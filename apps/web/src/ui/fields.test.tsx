import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
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
