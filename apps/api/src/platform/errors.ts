import { type ErrorCode, type Issue, type ProblemDetails, statusOfError } from '@topsmile/contracts';

type Extras = ErrorOptions & {
  issues?: readonly Issue[];
  details?: ProblemDetails;
  /** For our log line, never for the client. */
  log?: Readonly<Record<string, unknown>>;
};

/** The one error that a service throws: a code of the closed union, a sentence that is safe to show. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly issues: readonly Issue[] | undefined;
  readonly details: ProblemDetails | undefined;
  readonly log: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, safeMessage: string, { issues, details, log = {}, ...options }: Extras = {}) {
    super(safeMessage, options);
    this.code = code;
    this.status = statusOfError[code];
    this.issues = issues;
    this.details = details;
    this.log = log;
  }
}

/** Not there, or not yours: the two are indistinguishable on purpose. */
export const notFound = (): AppError => new AppError('not-found', 'There is nothing here.');

export const invalid = (issues: readonly Issue[]): AppError =>
  new AppError('invalid-request', 'Some of what was sent cannot be accepted.', { issues });

export const forbidden = (): AppError => new AppError('forbidden', 'Your role does not allow this.');

type DuplicateKey = {
  code: 11_000;
  message: string;
  keyPattern?: Record<string, unknown>;
  keyValue?: Record<string, unknown>;
};

/** The duplicate-key failure inside an error, also when a transaction or a bulk write wraps it. */
export const duplicateKeyOf = (error: unknown): DuplicateKey | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && error.code === 11_000) return error as DuplicateKey;
  return 'cause' in error ? duplicateKeyOf(error.cause) : undefined;
};

/** Whether a write lost against the unique index of this name. */
export const violates = (error: unknown, indexName: string): boolean =>
  duplicateKeyOf(error)?.message.includes(`index: ${indexName} `) ?? false;
