import { Menu } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { renderUi } from '../testing/render-app.tsx';
import { Panel } from './Panel.tsx';

const Screen = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Sofia Lacerda
      </button>
      {isOpen && (
        <Panel title="Consulta de Sofia" onClose={() => setOpen(false)}>
          <Menu transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <button type="button">Mais</button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item>Imprimir</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Panel>
      )}
    </>
  );
};

test('opening moves focus to the heading; Esc closes and focus returns to what opened it', async () => {
  const { user } = renderUi(<Screen />);
  await user.click(screen.getByRole('button', { name: 'Sofia Lacerda' }));
  expect(screen.getByRole('complementary', { name: 'Consulta de Sofia' })).toBeVisible();
  expect(screen.getByRole('heading', { level: 2, name: 'Consulta de Sofia' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(screen.getByRole('button', { name: 'Sofia Lacerda' })).toHaveFocus();
});

test('Esc in an open menu inside closes the menu and leaves the panel', async () => {
  const { user } = renderUi(<Screen />);
  await user.click(screen.getByRole('button', { name: 'Sofia Lacerda' }));
  await user.click(screen.getByRole('button', { name: 'Mais' }));
  expect(await screen.findByRole('menuitem', { name: 'Imprimir' })).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull());
  expect(screen.getByRole('complementary')).toBeVisible();
});
