import { type Dispatch, type JSX, type SetStateAction, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/Panel.tsx';
import { onlyInside } from '../keys-within.ts';
import { useFocusBack } from '../use-focus-back.ts';
import { useWhen, type When } from '../use-when.ts';
import type { BookingPanelProps } from '../visits.types.ts';
import {
  type BookingField,
  type BookingForm,
  bodyOf,
  type ChosenTime,
  type Permitted,
  withPermission,
  withTime,
} from './booking-form.ts';
import { bookingKeys } from './booking-keys.ts';
import classes from './booking.module.css';
import { BookingFields } from './parts/BookingFields.tsx';
import { BookingFooter } from './parts/BookingFooter.tsx';
import { BookingMenu } from './parts/BookingMenu.tsx';
import { ConflictNotice } from './parts/ConflictNotice.tsx';
import { FailureNotice } from './parts/FailureNotice.tsx';
import { SeriesDialog } from './SeriesDialog.tsx';
import { type BookingAct, useBooking } from './use-booking.ts';
import { useCountSaid, usePreview } from './use-preview.ts';
import { type SettledForm, useSettled } from './use-settled.ts';

type Props = Omit<BookingPanelProps, 'draft'> & {
  zone: string;
  form: BookingForm;
  setForm: Dispatch<SetStateAction<BookingForm>>;
  clear: () => void;
  onBlock: () => void;
};

const focusField = (root: HTMLElement | null, field: BookingField): void => {
  const place = root?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const isControl = place?.matches('input, button') === true;
  const control = isControl ? place : place?.querySelector<HTMLElement>('input, button');
  (control ?? place)?.focus();
};

/** With a mouse and keyboard the first thing typed is a name; on touch the keyboard would hide the times. */
const useNameFirst = (root: { current: HTMLElement | null }, hasPatient: boolean): void => {
  const isWanted = useRef(!hasPatient);
  useEffect(() => {
    if (!isWanted.current || !matchMedia('(pointer: fine)').matches) return undefined;
    // After the panel has taken focus to its heading.
    const timer = setTimeout(() => focusField(root.current, 'patient'));
    return () => clearTimeout(timer);
  }, [root]);
};

type NoticeProps = {
  act: BookingAct;
  settledForm: SettledForm;
  when: When;
  onChoose: (slot: ChosenTime) => void;
  onOverride: (permitted: Permitted, reason: string) => void;
};

const Notices = ({ act, settledForm, when, onChoose, onOverride }: NoticeProps): JSX.Element => (
  <>
    {act.refusal !== undefined && (
      <ConflictNotice
        key={act.refusal.problem.code + act.refusal.startsAt}
        refusal={act.refusal}
        when={when}
        operatories={settledForm.operatories}
        onChoose={onChoose}
        onOverride={onOverride}
      />
    )}
    {act.failure !== undefined && (
      <FailureNotice failure={act.failure} isSending={act.isSending} onRetry={() => void act.submit()} />
    )}
  </>
);

/** Books one visit: patient, type, who, time, note; the button says the whole act. */
export const VisitForm = (props: Props): JSX.Element => {
  const { locationId, zone, form, setForm, clear, renderPatient, onPreviewChange, onClose, onBooked } = props;
  const { t } = useTranslation('visits');
  const when = useWhen(zone);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isSeriesOpen, setSeriesOpen] = useState(false);
  const settledForm = useSettled(form, locationId, zone);
  const { settled, slots } = settledForm;
  useFocusBack(isSeriesOpen, root);
  usePreview(settledForm, form, onPreviewChange);
  useCountSaid(settledForm);
  useNameFirst(root, form.patientId !== undefined);
  const done = ({ id, startsAt }: { id: string; startsAt: string }): void => {
    clear();
    onBooked({ id, startsAt });
  };
  const onMissing = (field: BookingField): void => focusField(root.current, field);
  const act = useBooking({ form, settled, when, onDone: done, onMissing });
  const book = (): void => void act.submit();
  const change = (next: BookingForm): void => {
    act.forget();
    setForm(next);
  };
  const choose = (slot: ChosenTime): void => change(withTime(form, slot));
  const chooseNear = (slot: ChosenTime): void => {
    choose(slot);
    button.current?.focus();
  };
  const insist = (permitted: Permitted, reason: string): void => {
    const next = withPermission(form, permitted, reason);
    setForm(next);
    void act.submit(next);
  };
  const menu = <BookingMenu onSeries={() => setSeriesOpen(true)} onBlock={props.onBlock} onClear={clear} />;
  const footer = (
    <BookingFooter
      ref={button}
      when={when}
      startsAt={settled.startsAt}
      durationMinutes={settledForm.durationMinutes}
      isWalkIn={form.isWalkIn}
      who={settledForm.who}
      state={settledForm.state}
      isSending={act.isSending}
      onBook={book}
    />
  );
  return (
    <div
      ref={root}
      role="presentation"
      className={classes.keys}
      onKeyDown={onlyInside(bookingKeys({ slots, onChoose: choose, onBook: book }))}
    >
      <Panel title={t('book.title')} size="form" onClose={onClose} headerActions={menu} footer={footer}>
        <div className={classes.fields}>
          <Notices
            act={act}
            settledForm={settledForm}
            when={when}
            onOverride={insist}
            onChoose={chooseNear}
          />
          <BookingFields
            form={form}
            settledForm={settledForm}
            when={when}
            missing={act.missing}
            renderPatient={renderPatient}
            onChange={change}
            onLook={setForm}
          />
        </div>
      </Panel>
      {isSeriesOpen && (
        <SeriesDialog
          body={bodyOf(form, settled)}
          when={when}
          onClose={() => setSeriesOpen(false)}
          onBooked={done}
        />
      )}
    </div>
  );
};
