import type { ErrorCode, Issue, Problem, ProblemDetails } from '@topsmile/contracts';

type Given = {
  code: ErrorCode;
  status: number;
  requestId?: string | undefined;
  issues?: readonly Issue[] | undefined;
  details?: ProblemDetails | undefined;
  retryAfterSeconds?: number | undefined;
  isOffline?: boolean;
};

/** A refusal or failure of the API, or of the way to it. `code` decides what the reader is told. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ErrorCode;
  readonly status: number;
  readonly issues: readonly Issue[];
  readonly details: ProblemDetails;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The request never arrived: nothing changed on the server. */
  readonly isOffline: boolean;

  constructor(given: Given, options?: ErrorOptions) {
    super(given.code, options);
    this.code = given.code;
    this.status = given.status;
    this.issues = given.issues ?? [];
    this.details = given.details ?? {};
    this.requestId = given.requestId;
    this.retryAfterSeconds = given.retryAfterSeconds ?? given.details?.retryAfterSeconds;
    this.isOffline = given.isOffline ?? false;
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

const codeOfStatus = (status: number): ErrorCode => {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413) return 'payload-too-large';
  if (status === 429) return 'too-many-requests';
  return status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal';
};

const secondsOf = (header: string | null): number | undefined => {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
};

/** Any failed response as one of ours; a proxy's HTML page still says what its status says. */
export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => undefined);
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const retryAfterSeconds = secondsOf(response.headers.get('retry-after'));
  if (!isProblem(body))
    return new ApiProblem({
      code: codeOfStatus(response.status),
      status: response.status,
      requestId,
      retryAfterSeconds,
    });
  return new ApiProblem({ ...body, requestId: body.requestId || requestId, retryAfterSeconds });
};

export const isProblemWith = (error: unknown, ...codes: ErrorCode[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.code);
