import { type JSX, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { nowIso } from '../../../lib/clock.ts';
import { longDay } from '../calendar.ts';
import type { CardWords } from '../grid/card-words.ts';
import type { GridColumn, GridModel, PlacedVisit } from '../grid/model.ts';
import './print.css';

type Props = { model: GridModel; words: CardWords; clinicName: string; locationName: string };

const Line = ({
  visit,
  words,
  by,
}: {
  visit: PlacedVisit;
  words: CardWords;
  by: GridModel['by'];
}): JSX.Element => {
  const { card } = visit;
  return (
    <tr data-status={card.status}>
      <td>{words.clock.range(Date.parse(card.startsAt), Date.parse(card.endsAt))}</td>
      <td>{card.patientName}</td>
      <td>{card.patientPhone}</td>
      <td>{card.typeName}</td>
      <td>{by === 'operatory' ? card.providerName : ''}</td>
      <td className="ts-print-status">
        <i />
        {words.statusOf(card)}
      </td>
      <td>{card.note}</td>
    </tr>
  );
};

const Sheet = ({
  column,
  model,
  words,
  clinicName,
  locationName,
}: Props & { column: GridColumn }): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  return (
    <section className="ts-print-sheet">
      <header>
        <b>{clinicName}</b> · {locationName}
        <span>{t('print.at', { time: words.clock.time(Date.parse(nowIso())) })}</span>
      </header>
      <h1>
        {column.name}
        {column.subtitle !== undefined && ` · ${column.subtitle}`}
      </h1>
      <p>{longDay(column.axis.day, i18n.language)}</p>
      <table>
        <thead>
          <tr>
            <th>{t('list.time')}</th>
            <th>{t('list.patient')}</th>
            <th>{t('print.phone')}</th>
            <th>{t('list.type')}</th>
            <th>{model.by === 'operatory' ? t('by.provider') : ''}</th>
            <th>{t('list.status')}</th>
            <th>{t('print.note')}</th>
          </tr>
        </thead>
        <tbody>
          {column.visits.map((visit) => (
            <Line key={visit.card.id} visit={visit} words={words} by={model.by} />
          ))}
        </tbody>
      </table>
      {column.visits.length === 0 && <p>{t('print.none')}</p>}
    </section>
  );
};

/** The day on paper, one sheet per chair or provider; it exists only while the browser prints. */
export const PrintSheets = (props: Props): JSX.Element | null => {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting) return null;
  return createPortal(
    <div className="ts-print">
      {props.model.columns.map((column) => (
        <Sheet key={column.key} column={column} {...props} />
      ))}
    </div>,
    document.body,
  );
};
