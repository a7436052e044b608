import type { Override, ProblemDetails, VisitCard } from '@topsmile/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, isProblemWith } from '../../lib/problem.ts';
import { announce } from '../../ui/announcer.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { type Move, useReschedule } from './agenda.api.ts';
import { isSameTime, type MoveOrder } from './agenda.cache.ts';
import { unpark } from './agenda.store.ts';
import { instantAt } from './grid/axis.ts';
import type { SoftReason } from './grid/conflicts.ts';
import { glideFrom, rememberPlace } from './grid/glide.ts';
import type { GridModel } from './grid/model.ts';
import type { Landing } from './grid/session.ts';
import { resourcesAt, startsAtOf } from './grid/target.ts';
import type { LandingTexts } from './landing-texts.ts';

export type Alternative = {
  startsAt: string;
  providerId: string | undefined;
  operatoryId: string | undefined;
};

/** A move that did not happen: why, and where it could. */
export type Refusal = {
  order: MoveOrder;
  message: string;
  alternatives: Alternative[];
  /** Whether squeezing in could help. */
  isTaken: boolean;
};

/** A move that somebody may accept knowingly. */
export type Question = { order: MoveOrder; reasons: { code: SoftReason | 'overbook'; text: string }[] };

export type Moves = {
  refusal: Refusal | undefined;
  question: Question | undefined;
  land: (landing: Landing, model: GridModel) => void;
  /** Sends a move whose conflicts the caller has shown already. */
  send: (order: MoveOrder, override?: Override) => void;
  choose: (alternative: Alternative) => void;
  squeeze: () => void;
  accept: (reason: string) => void;
  dismiss: () => void;
};

const orderOf = (landing: Landing, model: GridModel): MoveOrder | undefined => {
  const { mover, target } = landing;
  const column = model.columns[target.column];
  const startsAt = startsAtOf(model, target);
  if (column === undefined || startsAt === undefined || mover.card === undefined) return undefined;
  return {
    card: mover.card,
    startsAt,
    durationMinutes: target.duration,
    ...resourcesAt(model, column, mover),
  };
};

const nearby = (landing: Landing, model: GridModel, order: MoveOrder): Alternative[] => {
  const axis = model.columns[landing.target.column]?.axis;
  if (axis === undefined) return [];
  const { providerId, operatoryId } = order;
  return landing.verdict.nearest.map((minute) => ({
    startsAt: instantAt(axis, minute),
    providerId,
    operatoryId,
  }));
};

const overrideCodes = { 'outside-hours': 'outside-hours', past: 'past', overbook: 'overbook' } as const;

/** What the server must be told to let pass; another visit that day needs only the person's yes. */
export const overrideFor = (question: Question, reason: string): Override | undefined => {
  const allow = question.reasons.flatMap(({ code }) => (code === 'same-day' ? [] : [overrideCodes[code]]));
  return allow.length === 0 ? undefined : { reason, allow };
};

const backOf = (before: VisitCard, after: { rev: number }): Move => ({
  card: { ...before, rev: after.rev },
  startsAt: before.startsAt,
  durationMinutes: before.durationMinutes,
  providerId: before.providerId,
  operatoryId: before.operatoryId,
  isUndo: true,
});

const taken = ['slot-taken', 'patient-busy'] as const;

const useRefusalText = (): ((problem: unknown, order: MoveOrder) => string) => {
  const { t } = useTranslation('agenda');
  const textOf = useProblemText();
  return (problem, order) => {
    if (!(problem instanceof ApiProblem)) return textOf(problem);
    const { busy, current }: ProblemDetails = problem.details;
    const who = busy?.find(({ name }) => name !== undefined)?.name;
    if (isProblemWith(problem, 'slot-taken'))
      return who === undefined ? t('refused.taken') : t('refused.takenBy', { who });
    if (isProblemWith(problem, 'patient-busy'))
      return t('refused.patient', { who: order.card.patientName ?? '' });
    if (isProblemWith(problem, 'stale') && current?.changedBy !== undefined)
      return t('refused.staleBy', { who: current.changedBy });
    return textOf(problem);
  };
};

type Shown = { refusal?: Refusal; question?: Question };

/** Every way a visit changes its time ends here: question, optimistic move, refusal or undo. */
export const useMoves = (texts: LandingTexts | undefined, describe: (order: MoveOrder) => string): Moves => {
  const [shown, setShown] = useState<Shown>({});
  const refusalText = useRefusalText();
  const offerUndo = useUndo();
  const { mutateAsync } = useReschedule();

  const refuse = (refusal: Refusal): void => {
    setShown({ refusal });
    announce(refusal.message, 'assertive');
  };
  const send = async (order: MoveOrder, override?: Override): Promise<void> => {
    setShown({});
    try {
      const visit = await mutateAsync({ ...order, override });
      unpark(order.card.id);
      offerUndo({ message: describe(order), undo: () => mutateAsync(backOf(order.card, visit)) });
    } catch (problem) {
      const before = rememberPlace(order.card.id);
      requestAnimationFrame(() => glideFrom(order.card.id, before));
      const alternatives = problem instanceof ApiProblem ? (problem.details.alternatives ?? []) : [];
      const message = refusalText(problem, order);
      refuse({
        order,
        message,
        alternatives: alternatives.slice(0, 3),
        isTaken: isProblemWith(problem, ...taken),
      });
    }
  };
  const land = (landing: Landing, model: GridModel): void => {
    const order = orderOf(landing, model);
    const [clash] = landing.verdict.clashes;
    if (order === undefined || texts === undefined || isSameTime(order)) return;
    if (clash !== undefined) {
      const alternatives = nearby(landing, model, order);
      return refuse({ order, message: texts.clash(clash), alternatives, isTaken: true });
    }
    const reasons = landing.verdict.soft.map((code) => ({ code, text: texts.soft(code, landing) }));
    if (reasons.length > 0) return setShown({ question: { order, reasons } });
    void send(order);
  };
  return {
    refusal: shown.refusal,
    question: shown.question,
    land,
    send: (order, override) => void send(order, override),
    choose: (alternative) => {
      if (shown.refusal !== undefined) void send({ ...shown.refusal.order, ...alternative });
    },
    squeeze: () => {
      if (shown.refusal === undefined) return;
      const { order, message } = shown.refusal;
      setShown({ question: { order, reasons: [{ code: 'overbook', text: message }] } });
    },
    accept: (reason) => {
      const { question } = shown;
      if (question !== undefined) void send(question.order, overrideFor(question, reason));
    },
    dismiss: () => setShown({}),
  };
};
