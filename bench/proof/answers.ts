import type { Answer } from './client.ts';
import type { Attempt, Outcome, Refusal, Reply } from './history.ts';

type VisitBody = {
  id: string;
  rev: number;
  status: string;
  startsAt: string;
  operatoryId?: string;
  holdToken?: string;
};
type Problem = {
  code?: string;
  details?: { busy?: { kind: string; id: string }[]; current?: { rev: number } };
};
type Body = { data?: VisitBody } & Problem;

/** Neither yes nor no: the wish may have been granted. */
const isUnknown = (status: number, code: string | undefined): boolean =>
  status >= 500 || status === 408 || code === 'request-in-progress';

const outcomeOf = (status: number, code: string | undefined): Outcome => {
  if (status >= 200 && status < 300) return 'ok';
  return isUnknown(status, code) ? 'info' : 'fail';
};

const replyOf = ({ id, rev, status, startsAt, operatoryId }: VisitBody, isReplay: boolean): Reply => ({
  visitId: id,
  rev,
  status,
  startsAt: Date.parse(startsAt),
  operatoryId,
  isReplay,
});

const refusalOf = ({ code = '', details }: Problem): Refusal => ({
  code,
  busy: details?.busy ?? [],
  currentRev: details?.current?.rev,
});

type Times = { invokedAt: number; endedAt: number };

/** What an answer says; `undefined` is no answer. */
export const attemptOf = (answer: Answer | undefined, times: Times): Attempt => {
  if (answer === undefined)
    return { ...times, outcome: 'info', httpStatus: undefined, reply: undefined, refusal: undefined };
  const { httpStatus, isReplay } = answer;
  const body = answer.body as Body;
  const outcome = outcomeOf(httpStatus, body.code);
  return {
    ...times,
    outcome,
    httpStatus,
    reply: outcome === 'ok' && body.data !== undefined ? replyOf(body.data, isReplay) : undefined,
    refusal: outcome === 'ok' ? undefined : refusalOf(body),
  };
};

export const tokenOf = (answer: Answer | undefined): string | undefined =>
  (answer?.body as Body | undefined)?.data?.holdToken;
