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
  /** What would have to be allowed for it to be squeezed in; undefined: nothing would help. */
  override: 'overbook' | 'patient-busy' | undefined;
};

/** A move that somebody may accept knowingly. */
export type Question = {
  order: MoveOrder;
  reasons: { code: SoftReason | 'overbook' | 'patient-busy'; text: string }[];
};

export type Moves = {
  refusal: Refusal | undefined;
  question: Question | undefined;
  land: (landing: Landing, model: GridModel) => void;
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

/** What the server must be told to let pass; another visit that day needs only the person's yes. */
const overrideFor = (question: Question, reason: string): Override | undefined => {
  const allow = question.reasons.flatMap(({ code }) => (code === 'same-day' ? [] : [code]));
  return allow.length === 0 ? undefined : { reason, allow };
};

/** From where the visit stands now: a move sends only what differs. */
const backOf = (before: VisitCard, after: VisitCard): Move => ({
  card: after,
  startsAt: before.startsAt,
  durationMinutes: before.durationMinutes,
  providerId: before.providerId,
  operatoryId: before.operatoryId,
  isUndo: true,
});

const holderIn = ({ busy }: ProblemDetails): string | undefined =>
  busy?.find(({ name }) => name !== undefined)?.name;

const useRefusalText = (): ((problem: unknown, order: MoveOrder) => string) => {
  const { t } = useTranslation('agenda');
  const textOf = useProblemText();
  return (problem, order) => {
    if (isProblemWith(problem, 'patient-busy'))
      return t('refused.patient', { who: order.card.patientName ?? t('unnamed') });
    const who = problem instanceof ApiProblem ? holderIn(problem.details) : undefined;
    if (isProblemWith(problem, 'slot-taken'))
      return who === undefined ? t('refused.taken') : t('refused.takenBy', { who });
    const editor = isProblemWith(problem, 'stale') ? problem.details.current?.changedBy : undefined;
    return editor === undefined ? textOf(problem) : t('refused.staleBy', { who: editor });
  };
};

const helpOf = (problem: unknown): Refusal['override'] => {
  if (isProblemWith(problem, 'patient-busy')) return 'patient-busy';
  return isProblemWith(problem, 'slot-taken') ? 'overbook' : undefined;
};

const alternativesIn = (problem: unknown): Alternative[] =>
  problem instanceof ApiProblem ? (problem.details.alternatives ?? []).slice(0, 3) : [];

type Show = (shown: Shown) => void;
type Shown = { refusal?: Refusal; question?: Question };

const useSend = (show: Show, describe: (order: MoveOrder) => string) => {
  const refusalText = useRefusalText();
  const offerUndo = useUndo();
  const { mutateAsync } = useReschedule();
  return async (order: MoveOrder, override?: Override): Promise<void> => {
    show({});
    try {
      const visit = await mutateAsync({ ...order, override });
      unpark(order.card.id);
      offerUndo({ message: describe(order), undo: () => mutateAsync(backOf(order.card, visit)) });
    } catch (problem) {
      const before = rememberPlace(order.card.id);
      requestAnimationFrame(() => glideFrom(order.card.id, before));
      const message = refusalText(problem, order);
      show({ refusal: { order, message, alternatives: alternativesIn(problem), override: helpOf(problem) } });
    }
  };
};

/** What a landing comes to before anything is sent: a refusal, a question, or nothing against it. */
const weighed = (
  landing: Landing,
  model: GridModel,
  { order, texts }: { order: MoveOrder; texts: LandingTexts },
): Shown => {
  const [clash] = landing.verdict.clashes;
  if (clash !== undefined) {
    const override = clash.resource === 'patient' ? 'patient-busy' : 'overbook';
    return {
      refusal: { order, message: texts.clash(clash), alternatives: nearby(landing, model, order), override },
    };
  }
  const reasons = landing.verdict.soft.map((code) => ({ code, text: texts.soft(code, landing) }));
  return reasons.length > 0 ? { question: { order, reasons } } : {};
};

/** Every way a visit changes its time ends here: question, optimistic move, refusal or undo. */
export const useMoves = (texts: LandingTexts | undefined, describe: (order: MoveOrder) => string): Moves => {
  const [{ refusal, question }, setShown] = useState<Shown>({});
  const show: Show = (next) => {
    setShown(next);
    if (next.refusal !== undefined) announce(next.refusal.message, 'assertive');
  };
  const send = useSend(show, describe);
  return {
    refusal,
    question,
    land: (landing, model) => {
      const order = orderOf(landing, model);
      if (order === undefined || texts === undefined || isSameTime(order)) return;
      const shown = weighed(landing, model, { order, texts });
      if (shown.refusal ?? shown.question) show(shown);
      else void send(order);
    },
    choose: (alternative) => {
      if (refusal !== undefined) void send({ ...refusal.order, ...alternative });
    },
    squeeze: () => {
      if (refusal?.override === undefined) return;
      const { order, message, override } = refusal;
      show({ question: { order, reasons: [{ code: override, text: message }] } });
    },
    accept: (reason) => {
      if (question !== undefined) void send(question.order, overrideFor(question, reason));
    },
    dismiss: () => setShown({}),
  };
};
