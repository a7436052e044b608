import { create } from 'zustand';

/**
 * Unfinished forms, in memory only: a patient's name must never reach the browser's storage. They outlive
 * the page that showed them, a lapsed session and a dead server; another person's sign-in clears them.
 */
type Drafts = { owner: string | undefined; values: Readonly<Record<string, unknown>> };

const useDrafts = create<Drafts>()(() => ({ owner: undefined, values: {} }));

export const saveDraft = (key: string, value: unknown): void =>
  useDrafts.setState(({ values }) => ({ values: { ...values, [key]: value } }));

export const dropDraft = (key: string): void =>
  useDrafts.setState(({ values }) => {
    const { [key]: _dropped, ...rest } = values;
    return { values: rest };
  });

/** The draft kept under a key, when it still has the shape that the caller's guard accepts. */
export const readDraft = <Draft>(
  key: string,
  isDraft: (value: unknown) => value is Draft,
): Draft | undefined => {
  const value = useDrafts.getState().values[key];
  return isDraft(value) ? value : undefined;
};

/** Drafts belong to one person in one clinic; anybody else starts with none. */
export const claimDrafts = (owner: string): void =>
  useDrafts.setState((current) => (current.owner === owner ? current : { owner, values: {} }));
