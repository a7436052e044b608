/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native list cannot follow a text field or hold two-line rows */
import { Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import type { AppRoute } from '../routes.tsx';
import { rememberHit } from './recents.ts';
import classes from './search-dialog.module.css';
import { SearchRow } from './SearchRow.tsx';
import type { SearchHit } from './sources.ts';
import { type SearchGroup, useSearch } from './use-search.ts';

type Props = { isOpen: boolean; onClose: () => void; routes: readonly AppRoute[] };

const Hints = ({ active }: { active: SearchHit | undefined }): JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.hints} aria-hidden>
      <span>
        <Kbd>↑↓</Kbd> {t('shell.search.move')}
      </span>
      <span>
        <Kbd>Enter</Kbd> {t('shell.search.open')}
      </span>
      {active?.secondary !== undefined && (
        <span>
          <Kbd>Ctrl Enter</Kbd> {active.secondary.label}
        </span>
      )}
    </div>
  );
};

type Placed = { heading: SearchGroup['heading']; hits: { hit: SearchHit; place: number }[] };

/** The groups with each row's place in the whole list. */
const placed = (groups: readonly SearchGroup[]): Placed[] => {
  let place = 0;
  return groups.map(({ heading, hits }) => ({
    heading,
    hits: hits.map((hit) => ({ hit, place: place++ })),
  }));
};

/** One field for people, pages and verbs. Focus stays in the field; the arrows move what Enter will open. */
const Search = ({ onClose, routes }: Omit<Props, 'isOpen'>): JSX.Element => {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const { user, clinic } = useSession();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const awaited = useRef<{ isSecondary: boolean }>(undefined);
  const { groups, isSearching, error } = useSearch(text, routes);
  const hits = groups.flatMap((group) => group.hits);
  const activeAt = Math.min(at, Math.max(0, hits.length - 1));
  const active = hits[activeAt];
  const idOf = (index: number): string => `${listId}-${index}`;

  const open = (hit: SearchHit | undefined, isSecondary = false): void => {
    if (hit === undefined) return;
    rememberHit(`${clinic.id}:${user.id}`, hit);
    onClose();
    if (isSecondary && hit.secondary !== undefined) hit.secondary.run();
    else hit.run();
  };
  useEffect(() => {
    const { current } = awaited;
    if (current === undefined || isSearching) return;
    awaited.current = undefined;
    open(active, current.isSecondary);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setAt((activeAt + step + hits.length) % hits.length);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const isSecondary = event.ctrlKey || event.metaKey;
    // What is still being looked for is not what the list shows: the first answer will be opened.
    if (isSearching) awaited.current = { isSecondary };
    else open(active, isSecondary);
  };
  const summary = isSearching ? '' : t('shell.search.found', { count: hits.length });

  return (
    <div className={classes.search}>
      <div className={classes.field}>
        <IconSearch size={20} aria-hidden />
        <input
          role="combobox"
          aria-label={t('shell.search.label')}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active === undefined ? undefined : idOf(activeAt)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('shell.search.hint')}
          value={text}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
            awaited.current = undefined;
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <VisuallyHidden component="output">{summary}</VisuallyHidden>
      <div id={listId} role="listbox" aria-label={t('shell.search.results')} className={classes.list}>
        {placed(groups).map((group) => (
          <div key={group.heading} role="group" aria-label={t(`shell.search.group.${group.heading}`)}>
            <div className={classes.heading} aria-hidden>
              {t(`shell.search.group.${group.heading}`)}
            </div>
            {group.hits.map(({ hit, place }) => (
              <SearchRow
                key={hit.id}
                id={idOf(place)}
                hit={hit}
                isActive={place === activeAt}
                onPoint={() => setAt(place)}
                onOpen={(isSecondary) => open(hit, isSecondary)}
              />
            ))}
          </div>
        ))}
      </div>
      {error !== null && <p className={classes.note}>{textOf(error)}</p>}
      {error === null && !isSearching && hits.length === 0 && (
        <p className={classes.note}>{t('shell.search.nothing', { text: text.trim() })}</p>
      )}
      <Hints active={active} />
    </div>
  );
};

export const SearchDialog = ({ isOpen, onClose, routes }: Props): JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={600}
      padding={0}
      yOffset="10dvh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.search.label')}>
        <Search onClose={onClose} routes={routes} />
      </Modal.Content>
    </Modal.Root>
  );
};
