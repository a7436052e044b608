import { setTimeout as delay } from 'node:timers/promises';
import { attemptOf, tokenOf } from './answers.ts';
import type { Board, Held } from './board.ts';
import type { Answer, Call, Client } from './client.ts';
import type { Attempt, Kind, Operation, Wish } from './history.ts';
import { openMinutes, stepMinutes, type World } from './world.ts';

export type WriterOptions = {
  readonly number: number;
  readonly world: World;
  readonly client: Client;
  readonly urls: readonly string[];
  readonly random: (below: number) => number;
  readonly board: Board;
  readonly log: (operation: Operation) => void;
  readonly isOver: () => boolean;
};

const base = '/scheduling/appointments';
const minuteMs = 60_000;
const mostAttempts = 5;
const now = (): number => performance.timeOrigin + performance.now();

type Plan = { kind: Kind; visitId?: string; wish: Wish; call: Call; mayRepeat: boolean };

/** A writer works like an impatient front desk: books, holds, moves, cancels, and repeats what got no answer. */
export const createWriter = (options: WriterOptions) => {
  const { number, world, client, urls, random, board, log, isOver } = options;
  const holds: Held[] = [];
  let serial = 0;

  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const anId = (): string => `w${number}-${(serial += 1)}-${random(1_000_000)}`;

  let at = number % urls.length;

  /** Mostly the same process; another one after no answer, as a balancer would. */
  const elsewhere = (): void => {
    at = (at + 1) % urls.length;
  };

  const attempt = async (call: Call): Promise<{ attempt: Attempt; answer: Answer | undefined }> => {
    const invokedAt = now();
    if (random(8) === 0) elsewhere();
    const answer = await client.send(urls[at] ?? '', call).catch(() => undefined);
    if (answer === undefined) elsewhere();
    return { attempt: attemptOf(answer, { invokedAt, endedAt: now() }), answer };
  };

  /** Sends a wish until somebody says yes or no, and logs it. */
  const perform = async (id: string, { kind, visitId, wish, call, mayRepeat }: Plan) => {
    const attempts: Attempt[] = [];
    // Some are left in doubt on purpose.
    const most = mayRepeat && random(5) > 0 ? mostAttempts : 1;
    let last: Awaited<ReturnType<typeof attempt>>;
    do {
      if (attempts.length > 0) await delay(100 + random(400));
      last = await attempt(call);
      attempts.push(last.attempt);
    } while (last.attempt.outcome === 'info' && attempts.length < most);
    board.answered(id);
    log({ id, writer: number, kind, visitId, wish, attempts });
    return last;
  };

  const anyPlace = (): Wish => {
    const type = one(world.types);
    const lastStart = (openMinutes - type.durationMinutes) / stepMinutes;
    const startsAt = one(world.opens) + random(Math.floor(lastStart) + 1) * stepMinutes * minuteMs;
    const chair = random(3) > 0 ? { operatoryId: one(world.rooms).id } : {};
    const { id: typeId, durationMinutes } = type;
    return { typeId, durationMinutes, providerId: one(world.providers).id, ...chair, startsAt };
  };

  /** Often what somebody else is asking for at this moment. */
  const place = (id: string): { wish: Wish; body: object } => {
    const contested = random(5) < 2 ? board.pickAsked(random) : undefined;
    const wish = { ...(contested ?? anyPlace()), patientId: one(world.patients).id };
    const { durationMinutes: _length, startsAt = 0, ...who } = wish;
    board.asking(id, wish);
    const { locationId } = world;
    return { wish, body: { ...who, locationId, startsAt: new Date(startsAt).toISOString(), note: id } };
  };

  const book = async (): Promise<void> => {
    const id = anId();
    const { wish, body } = place(id);
    const call = { method: 'POST', path: base, body, key: id };
    const {
      attempt: { reply },
    } = await perform(id, { kind: 'book', wish, call, mayRepeat: true });
    if (reply !== undefined) board.learn(reply, number);
  };

  const hold = async (): Promise<void> => {
    const id = anId();
    const { wish, body } = place(id);
    const call = { method: 'POST', path: `${base}/holds`, body, key: id };
    const {
      attempt: { reply },
      answer,
    } = await perform(id, { kind: 'hold', wish, call, mayRepeat: true });
    const token = tokenOf(answer);
    if (reply !== undefined && token !== undefined) holds.push({ id: reply.visitId, token });
  };

  const confirm = async (): Promise<void> => {
    const held = holds.shift();
    if (held === undefined) return hold();
    const call = { method: 'POST', path: `${base}/${held.id}/confirm-hold`, body: { token: held.token } };
    const plan: Plan = { kind: 'confirm', visitId: held.id, wish: {}, call, mayRepeat: true };
    const {
      attempt: { reply },
    } = await perform(anId(), plan);
    if (reply !== undefined) board.learn(reply, number);
  };

  /** After a change of a visit: what its revision is now, or that it is out of reach. */
  const settle = async (visitId: string, { outcome, reply, refusal }: Attempt): Promise<void> => {
    if (reply !== undefined) board.learn(reply, number);
    else if (refusal?.currentRev !== undefined) board.correct(visitId, refusal.currentRev);
    else if (outcome === 'info') {
      const { attempt: seen } = await attempt({ method: 'GET', path: `${base}/${visitId}` });
      if (seen.reply !== undefined) board.learn(seen.reply, number);
    } else if (refusal?.code !== 'slot-taken' && refusal?.code !== 'patient-busy') board.forget(visitId);
  };

  const move = async (): Promise<void> => {
    const known = board.pick(random, number);
    if (known === undefined) return book();
    const id = anId();
    const startsAt = one(world.opens) + random((openMinutes - 60) / stepMinutes) * stepMinutes * minuteMs;
    const wish = { rev: known.rev, startsAt, ...(random(3) > 0 ? { operatoryId: one(world.rooms).id } : {}) };
    const body = { ...wish, startsAt: new Date(startsAt).toISOString(), reason: id };
    const call = { method: 'PATCH', path: `${base}/${known.id}/reschedule`, body };
    // A repeated move would meet its own revision: it is looked up instead.
    const done = await perform(id, { kind: 'move', visitId: known.id, wish, call, mayRepeat: false });
    return settle(known.id, done.attempt);
  };

  const cancel = async (): Promise<void> => {
    const known = board.pick(random, number);
    if (known === undefined) return book();
    const id = anId();
    const body = { rev: known.rev, status: 'cancelled', reason: id };
    const call = { method: 'PATCH', path: `${base}/${known.id}/status`, body };
    const wish = { rev: known.rev };
    const done = await perform(id, { kind: 'cancel', visitId: known.id, wish, call, mayRepeat: true });
    return settle(known.id, done.attempt);
  };

  const acts = [book, book, book, book, hold, confirm, move, move, cancel, cancel];
  return async (): Promise<void> => {
    while (!isOver()) await one(acts)();
  };
};
