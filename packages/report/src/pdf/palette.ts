import type { Colour } from '../figures/figure.ts';

/** The colours on paper: every text stands out from its ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3). */
export const PAPER: Readonly<Record<Colour, string>> = {
  ink: '#1a2433',
  quiet: '#566272',
  line: '#d3dae3',
  surface: '#f1f4f8',
  paper: '#ffffff',
  accent: '#1b5a9c',
  accentSoft: '#b5d1ee',
  other: '#9aa7b6',
  mark: '#b45309',
  level1: '#d6e5f5',
  level2: '#a3c4e6',
  level3: '#4c84bf',
  level4: '#2f66a3',
  level5: '#1d4a80',
  level6: '#102f57',
};
