import { AppError } from '../../platform/errors.ts';

/** One answer for every way in which a proof of identity can be wrong. */
export const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');
export const badCode = (): AppError => new AppError('invalid-credentials', 'That proof is not right.');
export const linkInvalid = (): AppError =>
  new AppError('link-invalid', 'This link is not valid any more. Ask for a new one.');
export const wrongState = (sentence: string): AppError => new AppError('wrong-state', sentence);
