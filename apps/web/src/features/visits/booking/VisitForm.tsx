import { Menu, ActionIcon, useMatches } from '@mantine/core';
import { IconDots, IconEraser, IconLock, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Dispatch, Fragment, type JSX, type SetStateAction, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../../../lib/clock.ts';
import { announce } from '../../../ui/announcer.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { onlyInside } from '../keys-within.ts';
import { useWhen } from '../use-when.ts';
import { patientQuery } from '../visits.api.ts';
import type { BookingPanelProps } from '../visits.types.ts';
import { nextFiveMinutes } from '../when.ts';
import {
  type BookingField,
  type BookingForm,
  bodyOf,
  type ChosenTime,
  withPermission,
  withProvider,
  withTime,
  withType,
} from './booking-form.ts';
import { bookingKeys } from './booking-keys.ts';
import classes from './booking.module.css';
import { BookingFooter } from './parts/BookingFooter.tsx';
import { ConflictNotice } from './parts/ConflictNotice.tsx';
import { Extras, WalkIn } from './parts/Extras.tsx';
import { FailureNotice } from './parts/FailureNotice.tsx';
import { FreeTimes } from './parts/FreeTimes.tsx';
import { TypeChips } from './parts/TypeChips.tsx';
import { WhoAndLength } from './parts/WhoAndLength.tsx';
import { SeriesDialog } from './SeriesDialog.tsx';
import { type BookingAct, useBooking } from './use-booking.ts';
import { type SettledForm, useSettled } from './use-settled.ts';

type Props = Omit<BookingPanelProps, 'draft'> & {
  zone: string;
  form: BookingForm;
  setForm: Dispatch<SetStateAction<BookingForm>>;
  clear: () => void;
  onBlock: () => void;
};

/** Draws the wanted time in the grid for as long as the panel shows it. */
const usePreview = (settledForm: SettledForm, { form, onPreviewChange }: Props): void => {
  const { settled, durationMinutes, type } = settledForm;
  const { startsAt, providerId, operatoryId } = settled;
  const patient = useQuery(patientQuery(form.patientId)).data;
  const label = patient?.fullName ?? type?.name ?? '';
  const send = useRef(onPreviewChange);
  useEffect(() => {
    send.current = onPreviewChange;
  });
  useEffect(() => {
    send.current(
      startsAt === undefined ? undefined : { startsAt, providerId, operatoryId, durationMinutes, label },
    );
  }, [startsAt, providerId, operatoryId, durationMinutes, label]);
  useEffect(() => () => send.current(undefined), []);
};

const useCount = ({ times, slots }: SettledForm): void => {
  const { t } = useTranslation('visits');
  const count = slots.length;
  const isThere = times.isSuccess && !times.isPlaceholderData;
  useEffect(() => {
    if (isThere) announce(t('times.count', { count }));
  }, [isThere, count, t]);
};

const focusField = (root: HTMLElement | null, field: BookingField): void => {
  const place = root?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const control =
    place?.matches('input, button') === true ? place : place?.querySelector<HTMLElement>('input, button');
  (control ?? place)?.focus();
};

const BookingMenu = ({
  onSeries,
  onBlock,
  onClear,
}: Record<'onSeries' | 'onBlock' | 'onClear', () => void>): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('menu.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRepeat size={18} aria-hidden />} onClick={onSeries}>
          {t('series.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={18} aria-hidden />} onClick={onBlock}>
          {t('block.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconEraser size={18} aria-hidden />} onClick={onClear}>
          {t('menu.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

type NoticeProps = {
  act: BookingAct;
  settledForm: SettledForm;
  when: ReturnType<typeof useWhen>;
  onChoose: (slot: ChosenTime) => void;
  onOverride: Parameters<typeof ConflictNotice>[0]['onOverride'];
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
  const { locationId, zone, form, setForm, clear, renderPatient, onClose, onBooked, onBlock } = props;
  const { t } = useTranslation('visits');
  const when = useWhen(zone);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isSeriesOpen, setSeriesOpen] = useState(false);
  const isPhone = useMatches({ base: true, sm: false });
  const settledForm = useSettled(form, locationId, zone);
  const { settled, type, times, slots, state, who, durationMinutes, providers, operatories } = settledForm;
  usePreview(settledForm, props);
  useCount(settledForm);
  const act = useBooking({
    form,
    settled,
    when,
    onDone: ({ id, startsAt }) => {
      clear();
      onBooked({ id, startsAt });
    },
    onMissing: (field) => focusField(root.current, field),
  });
  const change = (next: BookingForm): void => {
    act.forget();
    setForm(next);
  };
  const choose = (slot: ChosenTime): void => change(withTime(form, slot));
  const errorOf = (field: BookingField): string | undefined =>
    act.missing.includes(field) ? t(`missing.${field}`) : undefined;
  const override: NoticeProps['onOverride'] = (permitted, reason) => {
    const next = withPermission(form, permitted, reason);
    setForm(next);
    void act.submit(next);
  };

  const patientField = (
    <Fragment key="patient">
      {renderPatient({
        patientId: form.patientId,
        zone,
        error: errorOf('patient'),
        onChange: (patientId) => change({ ...form, patientId }),
      })}
    </Fragment>
  );
  const timesField = form.isWalkIn ? null : (
    <FreeTimes
      key="times"
      form={form}
      times={times}
      when={when}
      operatories={operatories}
      providers={providers}
      error={errorOf('time')}
      onChoose={choose}
      onPart={(part) => setForm({ ...form, part })}
      onFrom={(from) => setForm({ ...form, from })}
    />
  );
  const whatAndWho = (
    <Fragment key="what">
      <div data-field="type">
        <TypeChips
          types={settledForm.types}
          value={type?.id}
          error={errorOf('type')}
          onChange={(typeId) => change(withType(form, typeId))}
        />
      </div>
      <WhoAndLength
        providers={providers}
        type={type}
        form={form}
        error={errorOf('provider')}
        onProvider={(providerId) => change(withProvider(form, providerId))}
        onDuration={(minutes) => change({ ...form, durationMinutes: minutes })}
      />
    </Fragment>
  );
  return (
    <div
      ref={root}
      className={classes.keys}
      onKeyDown={onlyInside(bookingKeys({ slots, onChoose: choose, onBook: () => void act.submit() }))}
    >
      <Panel
        title={t('book.title')}
        size="form"
        onClose={onClose}
        headerActions={<BookingMenu onSeries={() => setSeriesOpen(true)} onBlock={onBlock} onClear={clear} />}
        footer={
          <BookingFooter
            ref={button}
            when={when}
            startsAt={settled.startsAt}
            durationMinutes={durationMinutes}
            isWalkIn={form.isWalkIn}
            who={who}
            state={state}
            isSending={act.isSending}
            onBook={() => void act.submit()}
          />
        }
      >
        <div className={classes.fields}>
          <Notices
            act={act}
            settledForm={settledForm}
            when={when}
            onOverride={override}
            onChoose={(slot) => {
              choose(slot);
              button.current?.focus();
            }}
          />
          {isPhone ? [timesField, patientField, whatAndWho] : [patientField, whatAndWho, timesField]}
          <WalkIn
            isWalkIn={form.isWalkIn}
            onChange={(isWalkIn) =>
              change({
                ...form,
                isWalkIn,
                chosen: isWalkIn ? { startsAt: nextFiveMinutes(now()) } : undefined,
              })
            }
          />
          <Extras form={form} onChange={(some) => change({ ...form, ...some })} />
        </div>
      </Panel>
      {isSeriesOpen && (
        <SeriesDialog
          body={bodyOf(form, settled)}
          when={when}
          onClose={() => setSeriesOpen(false)}
          onBooked={(first) => {
            clear();
            onBooked(first);
          }}
        />
      )}
    </div>
  );
};
