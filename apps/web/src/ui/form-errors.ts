export type Listed = { path: string; label: string; message: string; isOnPage: boolean };

const fieldSelector = '[data-path]';
const focusable = 'input, textarea, select, button, [tabindex]';

/** The control of a path; a group's first control when the path names the group. */
export const nodeAt = (root: HTMLElement, path: string): HTMLElement | undefined => {
  const node = root.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  if (node === null) return undefined;
  return node.matches(focusable) ? node : (node.querySelector<HTMLElement>(focusable) ?? node);
};

const labelOf = (node: HTMLElement | undefined): string => {
  if (node === undefined) return '';
  const own =
    node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement ? node.labels?.[0] : undefined;
  const text = own?.textContent ?? node.getAttribute('aria-label') ?? '';
  return text.replace(/\s*\*$/, '');
};

/** All problems in the order of the page; those without a field of their own come last. */
export const listErrors = (
  root: HTMLElement,
  errors: Record<string, unknown>,
  textOf: (message: unknown) => string,
): Listed[] => {
  const order = [...root.querySelectorAll<HTMLElement>(fieldSelector)].map(
    (node) => node.dataset['path'] ?? '',
  );
  const placeOf = (path: string): number => (order.includes(path) ? order.indexOf(path) : order.length);
  return Object.entries(errors)
    .map(([path, message]) => ({
      path,
      label: labelOf(nodeAt(root, path)),
      message: textOf(message),
      isOnPage: order.includes(path),
    }))
    .sort((one, other) => placeOf(one.path) - placeOf(other.path));
};
