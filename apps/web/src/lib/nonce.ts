import { setNonce } from 'get-nonce';

const written = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The page's style nonce; empty when nobody filled the placeholder (development server). */
export const styleNonce = (): string => {
  const value = written();
  return value === '__CSP_NONCE__' ? '' : value;
};

/** Hands the nonce to the libraries that write style tags when a dialog opens. */
export const shareNonce = (): void => setNonce(styleNonce());
