import type { Visit } from '@topsmile/contracts';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../../lib/session.ts';
import { isProblemWith } from '../../../../lib/problem.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import type { When } from '../../use-when.ts';
import { useChangeVisit } from '../../visit-acts.ts';
import { visitQuery } from '../../visits.api.ts';
import classes from './facts.module.css';
import { StaleNotice } from './StaleNotice.tsx';

type Props = { visit: Visit; field: 'note' | 'privateNote'; when: When };

const longest = { note: 1000, privateNote: 2000 } as const;

/** A note that is read in place and edited in place. Losing a race keeps the text and shows what changed. */
export const NoteField = ({ visit, field, when }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const id = useId();
  const cache = useQueryClient();
  const problemText = useProblemText();
  const mayWrite = useCan('appointments:write');
  const change = useChangeVisit();
  const opener = useRef<HTMLButtonElement>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState<string>();
  const saved = visit[field] ?? '';
  const isEditing = text !== undefined;
  useEffect(() => {
    if (isEditing) editor.current?.focus();
  }, [isEditing]);
  const close = (): void => {
    setText(undefined);
    change.reset();
    queueMicrotask(() => opener.current?.focus());
  };
  const save = (): void => {
    if (text === undefined || change.isPending) return;
    change.mutate(
      { visitId: visit.id, rev: visit.rev, [field]: text.trim() === '' ? null : text },
      {
        onSuccess: close,
        onError: (error) => {
          if (isProblemWith(error, 'stale'))
            void cache.invalidateQueries({ queryKey: visitQuery(visit.id).queryKey });
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  if (!isEditing)
    return (
      <>
        <dt>{t(`facts.${field}`)}</dt>
        <dd className={classes.note}>
          {saved !== '' && <span>{saved}</span>}
          {mayWrite && (
            <button
              ref={opener}
              type="button"
              className={classes.link}
              aria-label={t(`facts.edit.${field}`)}
              onClick={() => setText(saved)}
            >
              {saved === '' ? t('facts.add') : t('facts.editShort')}
            </button>
          )}
        </dd>
      </>
    );
  return (
    <>
      <dt>
        <label htmlFor={id}>{t(`facts.${field}`)}</label>
      </dt>
      <dd className={classes.editor}>
        <Textarea
          id={id}
          rows={3}
          ref={editor}
          maxLength={longest[field]}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {isProblemWith(change.error, 'stale') && (
          <StaleNotice problem={change.error} theirs={saved} when={when} />
        )}
        {change.error !== null && !isProblemWith(change.error, 'stale') && (
          <p role="alert" className={classes.failure}>
            {problemText(change.error)} {t('kept')}
          </p>
        )}
        <span className={classes.buttons}>
          <Button variant="default" size="xs" onClick={close}>
            {t('common:back')}
          </Button>
          <Button size="xs" loading={change.isPending} onClick={save}>
            {t('facts.save')}
          </Button>
        </span>
      </dd>
    </>
  );
};
