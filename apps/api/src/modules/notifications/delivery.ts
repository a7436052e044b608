import type { Reason } from './delivery.types.ts';

/** Why a provider did not take a message. The reason is all that is kept: providers repeat addresses in theirs. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  readonly reason: Reason;
  /** Trying again cannot help. */
  readonly isFinal: boolean;

  constructor(reason: Reason, { isFinal = false, ...options }: ErrorOptions & { isFinal?: boolean } = {}) {
    super(reason, options);
    this.reason = reason;
    this.isFinal = isFinal;
  }
}

export const failureOf = (error: unknown): { reason: Reason; isFinal: boolean } =>
  error instanceof NotDelivered ? error : { reason: 'unknown', isFinal: false };
