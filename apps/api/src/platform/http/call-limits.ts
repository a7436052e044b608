import type { Response } from 'express';
import type { AnyActor } from '../actor.ts';
import type { Config } from '../config.ts';
import type { Budgets, Charge, Standing } from './budgets.ts';
import { tooMany } from './limits.ts';
import { type Exchange, exchangeOf } from './request-log.ts';
import type { Route } from './route.ts';

type Limits = Pick<
  Config,
  | 'TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE'
  | 'TOPSMILE_READS_PER_USER_PER_MINUTE'
  | 'TOPSMILE_WRITES_PER_USER_PER_MINUTE'
  | 'TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE'
>;

const settle = (exchange: Exchange, standing: Standing): void => {
  exchange.budget = standing;
  if (!standing.isAllowed) throw tooMany(standing.resetMs);
};

/**
 * Two limits on every call: per address before anybody is known, per person and per clinic after. Reads and
 * writes have budgets of their own, and a heavy route takes several points.
 */
export const createCallLimits = (budgets: Budgets, config: Limits) => {
  const spend = (
    exchange: Exchange,
    charges: readonly Charge[],
    weight: number,
  ): Promise<void> | undefined => {
    const standing = budgets.spend(charges, weight);
    if (standing instanceof Promise) return standing.then((known) => settle(exchange, known));
    settle(exchange, standing);
    return undefined;
  };
  const perUser = {
    read: config.TOPSMILE_READS_PER_USER_PER_MINUTE,
    write: config.TOPSMILE_WRITES_PER_USER_PER_MINUTE,
  };

  return {
    ofAddress: (response: Response): Promise<void> | undefined => {
      const exchange = exchangeOf(response);
      const key = `t:-:limit:address:${exchange.address}`;
      return spend(exchange, [{ key, limit: config.TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE }], 1);
    },
    ofActor: (
      { contract, weight, realm }: Route,
      actor: AnyActor,
      exchange: Exchange,
    ): Promise<void> | undefined => {
      const kind = contract.method === 'get' ? 'read' : 'write';
      const scope = `t:${actor.clinicId.toHexString()}:limit:${realm}`;
      const charges = [
        { key: `${scope}:${kind}:${actor.userId.toHexString()}`, limit: perUser[kind] },
        { key: `${scope}:all`, limit: config.TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE },
      ];
      return spend(exchange, charges, weight);
    },
  };
};
export type CallLimits = ReturnType<typeof createCallLimits>;

/** What a caller may know of the tightest budget. */
export const budgetHeaders = ({ budget }: Exchange): string[] =>
  budget === undefined
    ? []
    : [
        'RateLimit-Limit',
        String(budget.limit),
        'RateLimit-Remaining',
        String(Math.max(0, budget.remaining)),
        'RateLimit-Reset',
        String(Math.ceil(budget.resetMs / 1000)),
      ];
