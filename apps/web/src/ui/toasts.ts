import { create } from 'zustand';
import { announce } from './announcer.ts';

export type Toast = {
  id: number;
  message: string;
  kind: 'info' | 'undo' | 'problem';
  /** Milliseconds on screen; standing still while the pointer or focus is on it. */
  lastsMs: number;
  action?: { label: string; run: () => void } | undefined;
};

type Shown = { toasts: readonly Toast[] };
export const useToasts = create<Shown>()(() => ({ toasts: [] }));

let lastId = 0;
const mostAtOnce = 3;

export const dropToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

const add = (toast: Omit<Toast, 'id'>): number => {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-mostAtOnce) }));
  announce(toast.message);
  return id;
};

/** Tells what happened elsewhere; what the person must fix belongs inline instead. */
export const showToast = (message: string, action?: Toast['action']): number =>
  add({ message, kind: 'info', lastsMs: 6000, action });

export const showProblemToast = (message: string, action?: Toast['action']): number =>
  add({ message, kind: 'problem', lastsMs: 10_000, action });

export const undoLastsMs = 10_000;

export const addUndoToast = (message: string, action: NonNullable<Toast['action']>): number =>
  add({ message, kind: 'undo', lastsMs: undoLastsMs, action });
