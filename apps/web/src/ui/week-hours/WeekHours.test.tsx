import { screen, waitFor, within } from '@testing-library/react';
import { type JSX, useState } from 'react';
import { expect, test } from 'vitest';
import { renderUi } from '../../testing/render-app.tsx';
import { useSpoken } from '../announcer.ts';
import { blocksOf, hoursOf, type PlacedHours, type WeekBlock } from './week.ts';
import { WeekHours } from './WeekHours.tsx';

const monday: PlacedHours[] = [
  { weekdays: [1], startsAt: '08:00', endsAt: '12:00', place: '' },
  { weekdays: [1], startsAt: '13:00', endsAt: '18:00', place: '' },
];

const open = (hours: PlacedHours[], isTyped = false) => {
  const seen: (readonly WeekBlock[])[] = [blocksOf(hours)];
  const Editor = (): JSX.Element => {
    const [blocks, setBlocks] = useState<readonly WeekBlock[]>(() => blocksOf(hours));
    const take = (next: WeekBlock[]): void => {
      seen.push(next);
      setBlocks(next);
    };
    return <WeekHours label="Horários" blocks={blocks} onChange={take} isTyped={isTyped} step={15} />;
  };
  const view = renderUi(<Editor />);
  return { ...view, hours: () => hoursOf(seen.at(-1) ?? []) };
};

const firstEnd = (): HTMLElement => {
  const [handle] = screen.getAllByRole('slider', { name: 'Fim do bloco, segunda' });
  if (handle === undefined) throw new Error('no handle');
  return handle;
};

test('arrows on an end move it by the step, Page keys by an hour', async () => {
  const { user, hours } = open([monday[0] ?? { weekdays: [1], startsAt: '', endsAt: '', place: '' }]);
  await user.click(screen.getByRole('button', { name: 'segunda, 08:00 às 12:00' }));
  await user.tab();
  await user.tab();
  expect(firstEnd()).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
  expect(firstEnd()).toHaveAttribute('aria-valuetext', '12:15');
  await user.keyboard('{PageDown}');
  expect(hours()).toEqual([{ weekdays: [1], startsAt: '08:00', endsAt: '11:15', place: '' }]);
});

test('an end never crosses the next block: nothing changes and the reason is said', async () => {
  const { user, hours } = open(monday);
  firstEnd().focus();
  await user.keyboard('{PageUp}');
  expect(firstEnd()).toHaveAttribute('aria-valuetext', '13:00');
  await user.keyboard('{ArrowRight}');
  expect(screen.getByText(/Nada mudou: dois blocos não se cruzam\./)).toHaveTextContent(
    'segunda, 13:00–18:00',
  );
  expect(useSpoken.getState().assertive).toContain('Esse tempo já está em segunda');
  expect(hours()[0]).toMatchObject({ startsAt: '08:00', endsAt: '13:00' });
});

test('Ctrl+D repeats the day on the next one', async () => {
  const { user, hours } = open(monday);
  await user.click(screen.getByRole('button', { name: 'segunda, 08:00 às 12:00' }));
  await user.keyboard('{Control>}d{/Control}');
  expect(hours()).toEqual(monday.map((block) => ({ ...block, weekdays: [1, 2] })));
  expect(useSpoken.getState().polite).toContain('repetido em terça');
});

test('the menu of a day repeats it from Monday to Friday', async () => {
  const { user, hours } = open(monday);
  await user.click(screen.getByRole('button', { name: 'Ações de segunda' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Repetir de segunda a sexta' }));
  expect(hours().map(({ weekdays }) => weekdays)).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
  ]);
});

test('Delete removes the block in hand', async () => {
  const { user, hours } = open(monday);
  await user.click(screen.getByRole('button', { name: 'segunda, 13:00 às 18:00' }));
  await user.keyboard('{Delete}');
  expect(hours()).toEqual([monday[0]]);
});

test('typed times: 730 is 07:30, and what cannot be taken stays with its reason', async () => {
  const { user, hours } = open(monday, true);
  const day = screen.getByRole('region', { name: 'segunda' });
  const [start] = within(day).getAllByRole('textbox', { name: 'Início, segunda' });
  if (start === undefined) throw new Error('no field');
  await user.clear(start);
  await user.type(start, '730{Enter}');
  expect(hours()[0]).toMatchObject({ startsAt: '07:30' });
  const [end] = within(day).getAllByRole('textbox', { name: 'Fim, segunda' });
  if (end === undefined) throw new Error('no field');
  await user.clear(end);
  await user.type(end, '14{Enter}');
  await waitFor(() => expect(end).toHaveValue('14:00'));
  expect(end).toHaveAccessibleDescription(/Esse tempo já está em segunda/);
  expect(hours()[0]).toMatchObject({ endsAt: '12:00' });
});
