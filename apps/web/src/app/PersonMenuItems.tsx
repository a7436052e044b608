import { Menu, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconShieldLock } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeLanguage, type Language, languages } from '../lib/i18n.ts';
import { type Density, densities, setDensity, setSingleKeys, usePreferences } from '../lib/preferences.ts';
import { useSession, useSignOut } from '../lib/session.ts';
import { securityPath } from './paths.ts';
import classes from './person-menu.module.css';

type Choice<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
};

const Choices = <Value extends string>({ label, value, options, onChoose }: Choice<Value>): JSX.Element => (
  <fieldset className={classes.choices} aria-label={label}>
    <Menu.Label aria-hidden>{label}</Menu.Label>
    <Menu.RadioGroup value={value}>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} onChange={() => onChoose(option.value)}>
          {option.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  </fieldset>
);

// A language is named in itself, so that whoever reads it can find it.
const ownNames: Record<Language, string> = { 'pt-BR': 'Português (Brasil)', en: 'English', es: 'Español' };

const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Who is signed in and how they like their screen. */
export const PersonMenuItems = (): JSX.Element => {
  const { t, i18n } = useTranslation();
  const { user } = useSession();
  const { density, hasSingleKeys } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const language = languages.find((known) => known === i18n.language) ?? 'pt-BR';
  return (
    <>
      <div className={classes.who}>
        <b>
          {user.firstName} {user.lastName}
        </b>
        <span>{t(`roles.${user.role}`)}</span>
      </div>
      <Menu.Divider />
      <Choices
        label={t('shell.person.language')}
        value={language}
        options={languages.map((value) => ({ value, label: ownNames[value] }))}
        onChoose={(value) => void changeLanguage(value)}
      />
      <Choices
        label={t('shell.person.scheme')}
        value={colorScheme}
        options={schemes.map((value) => ({ value, label: t(`shell.person.schemes.${value}`) }))}
        onChoose={setColorScheme}
      />
      <Choices<Density>
        label={t('shell.person.density')}
        value={density}
        options={densities.map((value) => ({ value, label: t(`shell.person.densities.${value}`) }))}
        onChoose={setDensity}
      />
      <Menu.Divider />
      <Menu.CheckboxItem checked={hasSingleKeys} onChange={setSingleKeys}>
        {t('shell.person.singleKeys')}
      </Menu.CheckboxItem>
      <Menu.Item
        component={Link}
        to={securityPath}
        closeMenuOnClick
        leftSection={<IconShieldLock size={18} aria-hidden />}
      >
        {t('shell.person.security')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => signOut.mutate()}>
        {t('shell.person.signOut')}
      </Menu.Item>
    </>
  );
};
