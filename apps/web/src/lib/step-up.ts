import { create } from 'zustand';
import { whenProofIsNeeded } from './http.ts';

type Asking = {
  /** Somebody waits for a proof of who is there. */
  isOpen: boolean;
  settle: (isProven: boolean) => void;
};

export const useStepUp = create<Asking>()(() => ({ isOpen: false, settle: () => undefined }));

let asking: Promise<boolean> | undefined;

/** Calls that meet in time wait for one answer: the person is asked once. */
const ask = (): Promise<boolean> => {
  asking ??= new Promise<boolean>((resolve) => {
    useStepUp.setState({ isOpen: true, settle: resolve });
  }).finally(() => {
    asking = undefined;
    useStepUp.setState({ isOpen: false, settle: () => undefined });
  });
  return asking;
};

/** From now on a step that asks for a fresh proof asks the person; whoever stops it answers no. */
export const startStepUp = (): (() => void) => {
  whenProofIsNeeded(ask);
  return () => {
    useStepUp.getState().settle(false);
    whenProofIsNeeded(() => Promise.resolve(false));
  };
};
