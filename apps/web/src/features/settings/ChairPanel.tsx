import { Checkbox, TextInput } from '@mantine/core';
import { changeOperatory, type Operatory, OperatoryChange, OperatoryDraft } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { changesOf, equipmentQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { Form } from '../../ui/Form.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toasts.ts';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { useFormDraft } from '../../ui/use-form-draft.ts';
import { SaveBar } from './parts/SaveBar.tsx';

const schema = OperatoryDraft.omit({ locationId: true, order: true, color: true });

/** Room and equipment of a chair. */
export const ChairPanel = ({ chair, onClose }: { chair: Operatory; onClose: () => void }): JSX.Element => {
  const { t } = useTranslation('settings');
  const formId = useId();
  const equipment = (useQuery(equipmentQuery).data ?? []).filter(
    (one) => one.locationId === chair.locationId && (one.isActive || chair.equipmentIds.includes(one.id)),
  );
  const form = useContractForm({
    schema,
    initialValues: { name: chair.name, room: chair.room ?? '', equipmentIds: chair.equipmentIds },
  });
  const draft = useFormDraft(form, `chair:${chair.id}`);
  const save = useConfigure((values: object) =>
    call(changeOperatory, {
      params: { operatoryId: chair.id },
      body: OperatoryChange.parse({
        rev: chair.rev,
        ...changesOf(Object.keys(schema.shape), chair, { ...values }),
      }),
    }),
  );
  const submit = async (values: object): Promise<void> => {
    await save.mutateAsync(values);
    draft.drop();
    showToast(t('saved'));
    onClose();
  };
  return (
    <Panel
      title={chair.name}
      size="form"
      onClose={onClose}
      footer={<SaveBar formId={formId} label={t('chairs.save')} isSaving={save.isPending} draft={draft} />}
    >
      <Form id={formId} form={form} onSubmit={submit} label={chair.name}>
        <TextInput label={t('list.name')} {...form.getInputProps('name')} />
        <TextInput
          label={t('chairs.room')}
          description={t('chairs.roomHelp')}
          {...form.getInputProps('room')}
        />
        {equipment.length > 0 && (
          <Checkbox.Group label={t('sections.equipment')} {...form.getInputProps('equipmentIds')}>
            {equipment.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} mt="xs" />
            ))}
          </Checkbox.Group>
        )}
      </Form>
    </Panel>
  );
};
