import type { PatientDraft } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { type JSX, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { todayIn } from '../../lib/dates.ts';
import type { ApiProblem } from '../../lib/problem.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { isMinorOn } from './age.ts';
import { ContactFields, PersonalFields, PreferenceFields } from './parts/form/PersonFields.tsx';
import { AddressFields } from './parts/form/PlaceFields.tsx';
import { EmergencyFields, GuardianFields } from './parts/form/RelationFields.tsx';
import classes from './patient-form.module.css';
import { useLeaveGuard } from './use-leave-guard.ts';
import { type PatientFormState, resubmit } from './use-patient-form.ts';
import { useZone } from './use-zone.ts';

type Props = {
  id: string;
  state: PatientFormState;
  label: string;
  submitLabel: string;
  /** Where "back" leads. */
  backTo: string;
  onSubmit: (draft: PatientDraft) => Promise<unknown>;
  onProblem: (problem: ApiProblem) => boolean;
  /** Who this may already be, or who changed the record meanwhile. */
  notice?: ReactNode;
};

const Restored = ({ onDiscard }: { onDiscard: () => void }): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <output className={classes.restored}>
      {t('form.restored')}{' '}
      <button type="button" className={classes.discard} onClick={onDiscard}>
        {t('form.discardDraft')}
      </button>
    </output>
  );
};

/** Everything a record holds about a person; the same form creates and edits. */
export const PatientForm = ({ id, state, backTo, notice, ...props }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const zone = useZone();
  const today = todayIn(zone);
  const { form, hasChanges, isRestored, discard, settle } = state;
  const guard = useLeaveGuard(hasChanges);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.querySelector<HTMLInputElement>('input[data-autofocus]')?.focus();
  }, []);
  const goBack = (): void => {
    if (hasChanges) guard.ask(backTo);
    else void navigate(backTo);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    resubmit(id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Ctrl-Enter saves from any field
    <div ref={root} className={classes.sheet} onKeyDown={onKeyDown}>
      {isRestored && hasChanges && <Restored onDiscard={discard} />}
      <Form form={form} id={id} label={props.label} onSubmit={props.onSubmit} onProblem={props.onProblem}>
        <div className={classes.sections}>
          <PersonalFields form={form} zone={zone} today={today} />
          <ContactFields form={form} />
          <GuardianFields form={form} isMinor={isMinorOn(form.values.dateOfBirth, today)} />
          <AddressFields form={form} />
          <EmergencyFields form={form} />
          <PreferenceFields form={form} />
        </div>
        <div className={classes.foot}>
          {notice}
          <div className={classes.actions}>
            <Button variant="default" onClick={goBack}>
              {t('common:back')}
            </Button>
            <Button type="submit" rightSection={<Kbd isOnBrand>Ctrl ↵</Kbd>}>
              {props.submitLabel}
            </Button>
          </div>
        </div>
      </Form>
      <ConfirmDialog
        isOpen={guard.destination !== undefined}
        title={t('form.leaveTitle')}
        confirmLabel={t('form.leave')}
        keepLabel={t('form.stay')}
        isDangerous
        onConfirm={() => {
          settle();
          void navigate(guard.destination ?? backTo);
        }}
        onClose={guard.stay}
      >
        {t('form.leaveText')}
      </ConfirmDialog>
    </div>
  );
};
