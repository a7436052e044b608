import type { MessageFailure } from '@topsmile/contracts';

type Party = { name: string; address: string };
/** A message ready to leave, secrets filled in. It exists in memory only. */
export type Parcel = {
  /** The same at every attempt: a reader's server can tell a repetition by it. */
  id: string;
  from: { name: string; replyTo?: string };
  to: Party;
  subject: string;
  text: string;
  html?: string;
};
export type Receipt = { providerId: string };

/** A way out of the house. `send` answers once the provider has taken the message over, or throws `NotDelivered`. */
export type Driver = {
  readonly name: string;
  send: (parcel: Parcel) => Promise<Receipt>;
  close: () => Promise<void>;
};

export type Reason = Exclude<MessageFailure, 'lapsed'>;
