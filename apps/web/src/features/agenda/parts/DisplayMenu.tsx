import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconEye,
  IconKeyboard,
  IconPrinter,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { gridRoles } from '../grid/grid-roles.ts';
import { cardColourModes, setCardColourMode, usePreferences } from '../../../lib/preferences.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import {
  scales,
  toggleCancelled,
  toggleInitials,
  toggleWholeDay,
  useAgendaStore,
  zoom,
} from '../agenda.store.ts';
import classes from './bar.module.css';

type Props = { onPrint: () => void; onKeys: () => void };

const Zoom = (): JSX.Element => {
  const { t } = useTranslation('agenda');
  const pixels = useAgendaStore((store) => store.pixelsPerHour);
  return (
    <div className={classes.scale} {...gridRoles.group} aria-label={t('display.scale')}>
      <span>{t('display.scale')}</span>
      <span>
        <ActionIcon
          aria-label={t('display.smaller')}
          disabled={pixels === scales[0]}
          onClick={() => zoom(-1)}
        >
          <IconZoomOut size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          aria-label={t('display.larger')}
          disabled={pixels === scales.at(-1)}
          onClick={() => zoom(1)}
        >
          <IconZoomIn size={18} aria-hidden />
        </ActionIcon>
      </span>
    </div>
  );
};

const ColourModes = (): JSX.Element => {
  const { t } = useTranslation('agenda');
  const mode = usePreferences((preferences) => preferences.cardColourMode);
  const choose = (value: string): void => {
    const chosen = cardColourModes.find((one) => one === value);
    if (chosen !== undefined) setCardColourMode(chosen);
  };
  return (
    <>
      <Menu.Label>{t('display.colour')}</Menu.Label>
      <Menu.RadioGroup value={mode} onChange={choose}>
        {cardColourModes.map((one) => (
          <Menu.RadioItem key={one} value={one}>
            {t(`display.colours.${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
};

type ToggleProps = { label: string; isOn: boolean; onToggle: () => void; shortcut?: string };

const Toggle = ({ label, isOn, onToggle, shortcut }: ToggleProps): JSX.Element => (
  <Menu.CheckboxItem
    checked={isOn}
    {...(shortcut === undefined ? {} : { rightSection: <Kbd>{shortcut}</Kbd> })}
    onChange={onToggle}
  >
    {label}
  </Menu.CheckboxItem>
);

/** How the agenda looks: colour, initials, cancelled, whole day, scale; printing and the list of keys. */
export const DisplayMenu = ({ onPrint, onKeys }: Props): JSX.Element => {
  const { t } = useTranslation('agenda');
  const { isInitials, showsCancelled, showsWholeDay } = useAgendaStore();
  return (
    <Menu position="bottom-end" width={260} transitionProps={{ duration: 0 }} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconEye size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          {t('display.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ColourModes />
        <Menu.Divider />
        <Toggle label={t('display.initials')} isOn={isInitials} onToggle={toggleInitials} shortcut="." />
        <Toggle label={t('display.cancelled')} isOn={showsCancelled} onToggle={toggleCancelled} />
        <Toggle label={t('display.wholeDay')} isOn={showsWholeDay} onToggle={toggleWholeDay} />
        <Zoom />
        <Menu.Divider />
        <Menu.Item closeMenuOnClick leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
          {t('display.print')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick
          leftSection={<IconKeyboard size={16} aria-hidden />}
          rightSection={<Kbd>?</Kbd>}
          onClick={onKeys}
        >
          {t('keys.title')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
