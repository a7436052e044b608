import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEraser, IconLock, IconRepeat } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

type Props = Record<'onSeries' | 'onBlock' | 'onClear', () => void>;

/** What a booking needs now and then: repeat it, block time instead, start over. */
export const BookingMenu = ({ onSeries, onBlock, onClear }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('menu.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRepeat size={18} aria-hidden />} onClick={onSeries}>
          {t('series.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={18} aria-hidden />} onClick={onBlock}>
          {t('block.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconEraser size={18} aria-hidden />} onClick={onClear}>
          {t('menu.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
