import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import type { AgendaBy, AgendaView } from '../agenda.types.ts';
import type { Choice } from '../use-agenda-data.ts';
import type { AgendaUrl, AgendaUrlChange } from '../use-agenda-url.ts';
import { DisplayMenu } from './DisplayMenu.tsx';
import classes from './bar.module.css';

type NavProps = {
  isToday: boolean;
  view: AgendaView;
  onToday: () => void;
  onPage: (direction: 1 | -1) => void;
};

/** Today, one back, one on. */
export const DayNav = ({ isToday, view, onToday, onPage }: NavProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  const unit = view === 'week' ? 'week' : 'day';
  return (
    <div className={classes.nav}>
      <Button
        variant="default"
        className={classes.today ?? ''}
        aria-keyshortcuts="T"
        onClick={onToday}
        {...(isToday ? { 'aria-current': 'date' } : {})}
      >
        {t('today')}
      </Button>
      <ActionIcon aria-label={t(`previous.${unit}`)} aria-keyshortcuts="PageUp" onClick={() => onPage(-1)}>
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t(`next.${unit}`)} aria-keyshortcuts="PageDown" onClick={() => onPage(1)}>
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
};

type ActionsProps = {
  url: AgendaUrl;
  change: (change: AgendaUrlChange) => void;
  /** The chairs or providers a week can be of. */
  choices: readonly Choice[];
  columnId: string | undefined;
  canBook: boolean;
  onBook: () => void;
  onPrint: () => void;
  onKeys: () => void;
};

const Which = ({ url, choices, columnId, change }: ActionsProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  return (
    <NativeSelect
      className={classes.which ?? ''}
      aria-label={t(`by.${url.by}`)}
      value={columnId ?? ''}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => change({ column: event.currentTarget.value })}
    />
  );
};

/** View, grouping, display and the one primary act. */
export const BarActions = (props: ActionsProps): JSX.Element => {
  const { url, change, canBook, onBook } = props;
  const { t } = useTranslation('agenda');
  const views: readonly AgendaView[] = ['day', 'week', 'list'];
  const bys: readonly AgendaBy[] = ['operatory', 'provider'];
  return (
    <>
      <Segments
        label={t('view.label')}
        value={url.view}
        options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(view) => change({ view: view === 'day' ? undefined : view })}
      />
      {url.view !== 'list' && (
        <Segments
          label={t('by.label')}
          value={url.by}
          options={bys.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(by) => change({ by: by === 'operatory' ? undefined : by, column: undefined })}
        />
      )}
      {url.view === 'week' && <Which {...props} />}
      <DisplayMenu onPrint={props.onPrint} onKeys={props.onKeys} />
      {canBook && (
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          rightSection={<Kbd isOnBrand>N</Kbd>}
          aria-keyshortcuts="N"
          onClick={onBook}
        >
          {t('book')}
        </Button>
      )}
    </>
  );
};
