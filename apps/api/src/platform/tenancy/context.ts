import { AsyncLocalStorage } from 'node:async_hooks';
import type { Types } from 'mongoose';

export type ClinicContext = { readonly kind: 'clinic'; readonly clinicId: Types.ObjectId };
export type SystemContext = { readonly kind: 'system'; readonly reason: string };
export type TenantContext = ClinicContext | SystemContext;

export class TenantContextMissing extends Error {
  override readonly name = 'TenantContextMissing';
}
export class TenantViolation extends Error {
  override readonly name = 'TenantViolation';
}

const storage = new AsyncLocalStorage<TenantContext>();

/**
 * Runs work for one clinic. The work is awaited inside: a lazy query that is returned unexecuted still
 * runs in this context and not in the caller's.
 */
export const runInClinic = <T>(clinicId: Types.ObjectId, work: () => PromiseLike<T> | T): Promise<T> =>
  storage.run({ kind: 'clinic', clinicId }, async () => await work());

/** The one way across clinics. Its commands carry the reason as a comment; every use is easy to find. */
export const runAsSystem = <T>(reason: string, work: () => PromiseLike<T> | T): Promise<T> =>
  storage.run({ kind: 'system', reason }, async () => await work());

export const maybeContext = (): TenantContext | undefined => storage.getStore();

export const currentContext = (): TenantContext => {
  const context = storage.getStore();
  if (context === undefined)
    throw new TenantContextMissing('No clinic context: run inside runInClinic or runAsSystem');
  return context;
};

/** The clinic of the current context; throws in system work, which must name clinics itself. */
export const currentClinicId = (): Types.ObjectId => {
  const context = currentContext();
  if (context.kind === 'system') throw new TenantContextMissing('System work has no clinic of its own');
  return context.clinicId;
};

export const isSameContext = (one: TenantContext | undefined, other: TenantContext): boolean => {
  if (one === undefined || one.kind !== other.kind) return false;
  return one.kind === 'system' || (other.kind === 'clinic' && one.clinicId.equals(other.clinicId));
};
