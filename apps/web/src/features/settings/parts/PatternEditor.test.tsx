import { screen } from '@testing-library/react';
import { type JSX, useState } from 'react';
import { expect, test } from 'vitest';
import { renderUi } from '../../../testing/render-app.tsx';
import { PatternEditor, type PatternValue } from './PatternEditor.tsx';

const open = (start: PatternValue, durationMinutes: number) => {
  const seen = [start];
  const Editor = (): JSX.Element => {
    const [value, setValue] = useState(start);
    const take = (next: PatternValue): void => {
      seen.push(next);
      setValue(next);
    };
    return <PatternEditor {...value} durationMinutes={durationMinutes} onChange={take} />;
  };
  return { ...renderUi(<Editor />), value: () => seen.at(-1) ?? start };
};

test('squares are walked and set by the keyboard', async () => {
  const { user, value } = open({ pattern: 'XXXX', size: 15 }, 60);
  await user.click(screen.getByRole('button', { name: '0 a 15 min: profissional necessário' }));
  expect(value().pattern).toBe('/XXX');
  await user.keyboard('x/');
  expect(value().pattern).toBe('X/XX');
  await user.keyboard(' ');
  expect(value().pattern).toBe('X//X');
  expect(screen.getByText('Profissional livre: do minuto 15 ao 45.')).toBeVisible();
  await user.keyboard('{End}/');
  expect(value().pattern).toBe('X///');
});

test('one tab stop for all squares', () => {
  open({ pattern: 'XXXXXX', size: 10 }, 60);
  const squares = screen.getAllByRole('button', { name: /min: profissional/ });
  expect(squares.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});

test('switching the whole time off starts with squares that fill the visit', async () => {
  const { user, value } = open({ pattern: undefined, size: 10 }, 45);
  await user.click(screen.getByRole('switch', { name: /necessário o tempo todo/ }));
  expect(value()).toEqual({ pattern: 'XXX', size: 15 });
});
