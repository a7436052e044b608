import { Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { JSX, KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../../ui/Kbd.tsx';
import { Segments } from '../../../../ui/Segments.tsx';
import type { StatusFilter } from '../../patient-list.api.ts';
import classes from './list-bar.module.css';

type Props = {
  input: RefObject<HTMLInputElement | null>;
  typed: string;
  onType: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  status: StatusFilter;
  onStatus: (status: StatusFilter) => void;
  isSearching: boolean;
  /** How many there are, in words; undefined while asking. */
  count: string | undefined;
};

export const ListBar = ({ input, count, ...props }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <search className={classes.bar}>
      <TextInput
        ref={input}
        className={classes.search ?? ''}
        aria-label={t('list.search')}
        aria-keyshortcuts="/"
        placeholder={t('list.searchHint')}
        type="search"
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={props.isSearching ? <Loader size={16} /> : <Kbd>/</Kbd>}
        value={props.typed}
        onChange={(event) => props.onType(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
      />
      <Segments
        label={t('list.statusFilter')}
        value={props.status}
        onChange={props.onStatus}
        options={[
          { value: 'active', label: t('list.active') },
          { value: 'inactive', label: t('list.inactive') },
          { value: 'all', label: t('list.all') },
        ]}
      />
      <p className={classes.count}>{count}</p>
    </search>
  );
};
