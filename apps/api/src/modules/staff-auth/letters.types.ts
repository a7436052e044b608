import type { Tx, Types } from '../../platform/mongo.ts';

type Happened = { at: string; zone: string };
type Page = { path: string };

/** What a person is told of their own account, as the texts need it. */
export type LetterFacts = {
  'password-reset': { params: { minutes: number }; secretParams: Page };
  'password-changed': { params: Happened & Page; secretParams: Record<never, never> };
  'email-change-confirm': { params: { hours: number }; secretParams: Page };
  'email-changed': { params: Happened & Page; secretParams: Record<never, never> };
  'new-device-sign-in': { params: Happened & Page & { device: string }; secretParams: Record<never, never> };
  'session-reuse-detected': { params: Happened & Page; secretParams: Record<never, never> };
  'mfa-changed': {
    params: Happened & Page & { change: 'enabled' | 'disabled' | 'codes-renewed' };
    secretParams: Record<never, never>;
  };
  'recovery-codes-used': { params: Happened & Page & { left: number }; secretParams: Record<never, never> };
  'account-locked-notice': {
    params: Happened & Page & { minutes: number };
    secretParams: Record<never, never>;
  };
};
export type LetterName = keyof LetterFacts;

export type Letter<K extends LetterName = LetterName> = {
  clinicId: Types.ObjectId;
  template: K;
  to: { name: string; email: string };
  locale: 'pt-BR' | 'en' | 'es';
  params: LetterFacts[K]['params'];
  secretParams: LetterFacts[K]['secretParams'];
  /** What brought it about: the same cause never makes a second message. */
  cause: string;
  lapsesAt?: Date;
};

/** Queues a letter with the change that causes it. */
export type QueueLetter = <K extends LetterName>(tx: Tx | undefined, letter: Letter<K>) => Promise<void>;
