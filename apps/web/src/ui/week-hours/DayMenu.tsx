import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../Kbd.tsx';
import type { Week } from './use-week.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { onDay, weekdays } from './week.ts';

const workdays = [1, 2, 3, 4, 5];
export const dayAfter = (weekday: number): number => (weekday % 7) + 1;

/** What can be done to a whole day. */
export const DayMenu = ({ week, weekday }: { week: Week; weekday: number }): JSX.Element => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const day = names.long(weekday);
  const isEmpty = onDay(week.blocks, weekday).length === 0;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon aria-label={t('week.dayMenu', { day })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => week.add(weekday)}>{t('week.add')}</Menu.Item>
        <Menu.Item rightSection={<Kbd>Ctrl D</Kbd>} onClick={() => week.copy(weekday, [dayAfter(weekday)])}>
          {t('week.copyTo', { day: names.long(dayAfter(weekday)) })}
        </Menu.Item>
        <Menu.Item onClick={() => week.copy(weekday, workdays)}>{t('week.copyWorkdays')}</Menu.Item>
        <Menu.Item onClick={() => week.copy(weekday, weekdays)}>{t('week.copyAll')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={isEmpty} onClick={() => week.clear(weekday)}>
          {t('week.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
