import { Button, NativeSelect, TextInput } from '@mantine/core';
import { createProvider, ProviderDraft, Uf } from '@topsmile/contracts';
import { type JSX, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../../lib/configuration.ts';
import { call } from '../../../lib/http.ts';
import { useSession } from '../../../lib/session.ts';
import { withoutBlanks } from '../../../ui/blanks.ts';
import { Form } from '../../../ui/Form.tsx';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import { previewOf, type StepProps } from '../setup-preview.ts';
import classes from '../setup.module.css';
import { usePreview } from '../use-preview.ts';

type Props = StepProps & { onAnother: () => void; onCancel?: (() => void) | undefined };

const kinds = ['dentist', 'hygienist', 'assistant'] as const;

/** A registration without a number is none. */
const toBody = (values: object): unknown => {
  const license = 'license' in values ? values.license : undefined;
  const isBlank =
    typeof license === 'object' && license !== null && 'number' in license && license.number === '';
  return withoutBlanks(isBlank ? { ...values, license: undefined } : values);
};

const usePersonForm = ({ state }: Props) => {
  const { user } = useSession();
  const { location, providers } = state;
  const isFirst = providers.length === 0;
  return useContractForm({
    schema: ProviderDraft,
    initialValues: {
      title: '',
      firstName: isFirst ? user.firstName : '',
      lastName: isFirst ? user.lastName : '',
      kind: 'dentist',
      license: { council: 'CRO', state: location.address.state ?? 'SP', number: '' },
      colorIndex: providers.length % 5,
      order: providers.length,
    },
    toBody,
  });
};

/** Somebody who attends, in the clinic's hours; the hours editor refines it later. */
export const PersonForm = (props: Props): JSX.Element => {
  const { state, formId, onPreview, onSaving, onDone, onAnother, onCancel } = props;
  const { t } = useTranslation(['setup', 'settings', 'common']);
  const { location, chairs, providers } = state;
  const form = usePersonForm(props);
  const draft = useFormDraft(form, `setup:person:${providers.length}`);
  const [chairId, setChairId] = useState(chairs[providers.length % Math.max(1, chairs.length)]?.id ?? '');
  const isAnotherWanted = useRef(false);
  const chair = chairs.find(({ id }) => id === chairId);
  const write = useConfigure((person: ProviderDraft) =>
    call(createProvider, {
      body: {
        ...person,
        hours: location.hours.map((block) => ({
          ...block,
          locationId: location.id,
          ...(chair === undefined ? {} : { operatoryId: chair.id }),
        })),
      },
    }),
  );
  const { firstName, lastName, colorIndex = 0 } = form.values;
  const name = `${firstName} ${lastName}`.trim();
  usePreview(onPreview, {
    people: [...previewOf(state).people, ...(name === '' ? [] : [{ name, colorIndex, chair: chair?.name }])],
  });

  const submit = async (person: ProviderDraft): Promise<void> => {
    const wantsAnother = isAnotherWanted.current;
    onSaving(true);
    try {
      await write.mutateAsync(person);
      draft.drop();
      if (wantsAnother) onAnother();
      else onDone();
    } finally {
      onSaving(false);
    }
  };
  return (
    <Form id={formId} form={form} onSubmit={submit} label={t('step.people.form')}>
      <div className={classes.nameRow}>
        <TextInput
          label={t('providers.title', { ns: 'settings' })}
          placeholder={t('titleExample')}
          {...form.getInputProps('title')}
        />
        <TextInput
          label={t('providers.firstName', { ns: 'settings' })}
          {...form.getInputProps('firstName')}
        />
      </div>
      <TextInput label={t('providers.lastName', { ns: 'settings' })} {...form.getInputProps('lastName')} />
      <NativeSelect
        label={t('providers.kind', { ns: 'settings' })}
        data={kinds.map((value) => ({ value, label: t(`roles.${value}`, { ns: 'common' }) }))}
        {...form.getInputProps('kind')}
      />
      <div className={classes.licenseRow}>
        <TextInput
          label={t('providers.license', { ns: 'settings' })}
          placeholder="12345"
          inputMode="numeric"
          {...form.getInputProps('license.number')}
        />
        <NativeSelect
          label={t('uf', { ns: 'settings' })}
          data={[...Uf.options]}
          {...form.getInputProps('license.state')}
        />
      </div>
      {chairs.length > 1 && (
        <NativeSelect
          label={t('week.place', { ns: 'settings' })}
          description={t('step.people.chairHelp')}
          value={chairId}
          data={[
            { value: '', label: t('hours.anyChair', { ns: 'settings' }) },
            ...chairs.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setChairId(event.currentTarget.value)}
        />
      )}
      <div className={classes.presets}>
        <Button
          size="xs"
          variant="default"
          // Not a submit button: Enter in a field must go on, and it takes the form's first one.
          onClick={(event) => {
            isAnotherWanted.current = true;
            event.currentTarget.form?.requestSubmit();
            isAnotherWanted.current = false;
          }}
        >
          {t('step.people.another')}
        </Button>
        {onCancel !== undefined && (
          <Button size="xs" variant="subtle" onClick={onCancel}>
            {t('cancel', { ns: 'settings' })}
          </Button>
        )}
      </div>
    </Form>
  );
};
