import {
  applyImport,
  checkImport,
  getImport,
  listImports,
  remapImport,
  undoImport,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { badRowsCsv } from './csv-rows.ts';
import { aReport, idOf } from './testing/people.ts';

const manager = { session: aSession({ role: 'manager' }) };
const reportPath = `/patients/import?import=${idOf('f1')}`;

test('a chosen file is checked first: how it was read, and every bad row by line with its reason in words', async () => {
  respond(listImports, []);
  respond(checkImport, aReport());
  const { user } = renderApp('/patients/import', manager);
  await screen.findByText('Nenhuma importação ainda.');
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) throw new Error('no file input');
  await user.upload(input, new File(['Nome;Convênio\n'], 'pacientes.csv', { type: 'text/csv' }));
  expect(
    await screen.findByText(/Lido como Windows-1252, colunas separadas por ponto e vírgula/),
  ).toBeVisible();
  const rows = within(screen.getByRole('region', { name: 'Linhas com problema, rolável' })).getAllByRole(
    'row',
  );
  expect(rows.map((row) => row.textContent)).toEqual([
    'LinhaResultadoMotivo',
    '3ErroO CPF não confere. Confira os 11 números.',
    '4ErroA linha não pôde ser lida.',
    '5AvisoOutra pessoa tem o mesmo telefone. A linha entra assim mesmo.',
  ]);
});

test('another column is checked again before anything is written', async () => {
  respond(getImport, aReport());
  const remapped = respond(remapImport, aReport({ accepted: 3, errors: [] }));
  const { user } = renderApp(reportPath, manager);
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Coluna Convênio vira' }),
    'Observações',
  );
  respond(listImports, []);
  await user.click(screen.getByRole('button', { name: 'Conferir de novo' }));
  expect(await screen.findByRole('button', { name: 'Importar 3 pacientes' })).toBeVisible();
  expect(remapped[0]?.body).toEqual({ columns: ['firstName', 'notes'] });
});

test('applying says how many came in; a failure can be repeated', async () => {
  respond(getImport, aReport());
  respond(applyImport, aReport({ state: 'imported' }));
  refuse(applyImport, 'unavailable', { isOnce: true });
  const { user } = renderApp(reportPath, manager);
  await user.click(await screen.findByRole('button', { name: 'Importar 2 pacientes' }));
  respond(getImport, aReport({ state: 'imported' }));
  await user.click(await screen.findByRole('button', { name: 'Tentar de novo' }));
  expect((await screen.findAllByText('2 pacientes importados.')).length).toBeGreaterThan(0);
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('an import is taken back after asking, and what stayed is counted', async () => {
  respond(listImports, [aReport({ state: 'imported' })]);
  const undone = respond(undoImport, { report: aReport({ state: 'undone' }), removed: 5, kept: 2 });
  const { user } = renderApp('/patients/import', manager);
  await user.click(await screen.findByRole('button', { name: 'Desfazer importação' }));
  const dialog = await screen.findByRole('dialog');
  expect(undone).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Desfazer importação' }));
  await waitFor(() => expect(undone).toHaveLength(1));
  expect(await screen.findAllByText(/5 cadastros removidos\. 2 ficaram/)).not.toHaveLength(0);
});

test('the rows to correct keep their own text, quotes and line breaks, with the reason last', () => {
  const text = 'Nome;Obs\r\nAna;"um\ndois"\r\nB""ia;x\r\nZé;y\r\n';
  const source = { text, delimiter: ';' };
  const heads = { line: 'Linha', reason: 'Motivo' };
  const rows = [
    { line: 2, reason: 'Falta o telefone.' },
    { line: 5, reason: 'Diz "não".' },
  ];
  expect(badRowsCsv(rows, source, heads)).toBe(
    '\uFEFFNome;Obs;"Motivo"\r\nAna;"um\ndois";"Falta o telefone."\r\nZé;y;"Diz ""não""."\r\n',
  );
  expect(badRowsCsv(rows.slice(0, 1), undefined, heads)).toBe(
    '\uFEFF"Linha";"Motivo"\r\n2;"Falta o telefone."\r\n',
  );
});
