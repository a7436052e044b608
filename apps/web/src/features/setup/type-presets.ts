import type { Category } from '@topsmile/contracts';
import { typeFills } from '../../ui/type-fills.ts';

export type TypePreset = {
  /** Key under `presets`: the name in the reader's language. */
  key: string;
  durationMinutes: number;
  category: Category;
  color: string;
  /** Squares of `patternSquareMinutes`: X provider, / chair only. */
  pattern?: string;
  patternSquareMinutes?: 5 | 10 | 15;
  requiresApproval?: boolean;
  /** Ticked from the start: what every clinic does. */
  isUsual?: boolean;
};

const [sky, amber, mint, yellow, blue, peach, pink, grey] = typeFills;

/** What most clinics book, with the times most of them use. */
export const typePresets: readonly TypePreset[] = [
  { key: 'evaluation', durationMinutes: 30, category: 'consultation', color: sky, isUsual: true },
  { key: 'cleaning', durationMinutes: 45, category: 'cleaning', color: mint, isUsual: true },
  {
    key: 'restoration',
    durationMinutes: 60,
    category: 'treatment',
    color: peach,
    pattern: 'X//X',
    patternSquareMinutes: 15,
    isUsual: true,
  },
  { key: 'urgency', durationMinutes: 30, category: 'emergency', color: amber, isUsual: true },
  { key: 'followUp', durationMinutes: 30, category: 'consultation', color: grey, isUsual: true },
  {
    key: 'rootCanal',
    durationMinutes: 75,
    category: 'treatment',
    color: pink,
    pattern: 'X/XXX',
    patternSquareMinutes: 15,
  },
  { key: 'extraction', durationMinutes: 60, category: 'surgery', color: yellow },
  { key: 'implant', durationMinutes: 90, category: 'surgery', color: blue, requiresApproval: true },
  {
    key: 'crown',
    durationMinutes: 60,
    category: 'treatment',
    color: amber,
    pattern: 'X/XX',
    patternSquareMinutes: 15,
  },
  { key: 'orthodontics', durationMinutes: 30, category: 'treatment', color: sky },
  { key: 'scaling', durationMinutes: 60, category: 'cleaning', color: mint },
  { key: 'whitening', durationMinutes: 45, category: 'treatment', color: yellow },
  { key: 'children', durationMinutes: 30, category: 'consultation', color: pink },
];
