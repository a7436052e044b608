import type { HoursBlock } from '@topsmile/contracts';
import type { SetupState } from './setup-steps.ts';

/** What the miniature of the agenda draws: what is stored, or what is being typed over it. */
export type SetupPreview = {
  clinicName: string;
  hours: readonly HoursBlock[];
  chairs: readonly string[];
  people: readonly { name: string; colorIndex: number; chair: string | undefined }[];
  types: readonly { name: string; color: string; durationMinutes: number }[];
};

export const previewOf = ({ clinic, location, chairs, providers, types }: SetupState): SetupPreview => ({
  clinicName: clinic.name,
  hours: location.hours,
  chairs: chairs.map(({ name }) => name),
  people: providers.map(({ fullName, colorIndex, hours }) => ({
    name: fullName,
    colorIndex,
    chair: chairs.find(({ id }) => hours.some(({ operatoryId }) => operatoryId === id))?.name,
  })),
  types,
});

export type StepProps = {
  state: SetupState;
  /** The form's id: the button outside sends it. */
  formId: string;
  /** Shows what is typed before it is saved. */
  onPreview: (part: Partial<SetupPreview>) => void;
  onSaving: (isSaving: boolean) => void;
  /** The step is saved. */
  onDone: () => void;
};
