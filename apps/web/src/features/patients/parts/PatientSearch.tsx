import type { PatientSummary } from '@topsmile/contracts';
import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../lib/session.ts';
import { announce } from '../../../ui/announcer.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { patientSearchQuery } from '../patients.api.ts';
import classes from './patient-picker.module.css';
import { PersonLine } from './PersonLine.tsx';

type Props = {
  typed: string;
  onType: (typed: string) => void;
  zone: string;
  error?: string | undefined;
  /** Takes focus when it appears: the person asked for another patient. */
  isFocused: boolean;
  onChosen: (patientId: string) => void;
  onCreate: () => void;
};

const pauseMs = 120;
const create = 'create';
const again = 'again';

const useSearch = (typed: string) => {
  const { t } = useTranslation('visits');
  const [search] = useDebouncedValue(typed.trim(), pauseMs);
  const found = useQuery(patientSearchQuery(search));
  const people = found.isPlaceholderData ? undefined : found.data;
  const count = people?.length;
  const first = people?.[0]?.fullName;
  // The one that Enter takes is marked for the eye only, so it is said.
  useEffect(() => {
    if (count === undefined) return;
    announce([t('patient.count', { count }), first].filter((part) => part !== undefined).join(': '));
  }, [count, first, t]);
  return { found, isCurrent: search === typed.trim() && !found.isPlaceholderData };
};

type ListProps = Pick<Props, 'typed' | 'zone'> & {
  people: readonly PatientSummary[] | undefined;
  error: unknown;
};

const Options = ({ typed, zone, people, error }: ListProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const mayCreate = useCan('patients:write');
  return (
    <Combobox.Options aria-label={t('patient.found')} className={classes.options ?? ''}>
      {people?.map((person) => (
        <Combobox.Option key={person.id} value={person.id}>
          <PersonLine person={person} zone={zone} />
        </Combobox.Option>
      ))}
      {people?.length === 0 && <Combobox.Empty>{t('patient.nobody', { typed })}</Combobox.Empty>}
      {error !== null && (
        <Combobox.Option value={again}>
          {t('patient.failed')} {problemText(error)} <b>{t('common:retry')}</b>
        </Combobox.Option>
      )}
      {mayCreate && (
        <Combobox.Option value={create} className={classes.create ?? ''}>
          <IconUserPlus size={18} aria-hidden />
          {t('patient.create', { typed })}
        </Combobox.Option>
      )}
    </Combobox.Options>
  );
};

export const PatientSearch = ({
  typed,
  onType,
  zone,
  error,
  isFocused,
  onChosen,
  onCreate,
}: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { found, isCurrent } = useSearch(typed);
  const isAsking = typed.trim() !== '';
  useEffect(() => {
    if (isFocused) input.current?.focus();
  }, [isFocused]);
  const { selectFirstOption, resetSelectedOption } = combobox;
  // Enter takes the best hit, but never one of an older text.
  useEffect(() => {
    if (isCurrent && found.data !== undefined) selectFirstOption();
    else resetSelectedOption();
  }, [isCurrent, found.data, selectFirstOption, resetSelectedOption]);
  const take = (value: string): void => {
    if (value === again) {
      void found.refetch();
      return;
    }
    combobox.closeDropdown();
    if (value === create) onCreate();
    else onChosen(value);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal={false} shadow="none">
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          label={t('patient.label')}
          placeholder={t('patient.placeholder')}
          data-field="patient"
          autoComplete="off"
          spellCheck={false}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={isAsking && found.isFetching ? <Loader size={16} /> : undefined}
          value={typed}
          error={error}
          onChange={(event) => {
            onType(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isAsking}>
        <Options typed={typed.trim()} zone={zone} people={found.data} error={found.error} />
      </Combobox.Dropdown>
    </Combobox>
  );
};
