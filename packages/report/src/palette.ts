import type { Colour } from './figures/figure.ts';

/** Values of the colours for one ground. */
export type Palette = Readonly<Record<Colour, string>>;

/**
 * The colours on paper and on a light screen, those of the console: every text stands out from its ground by 4.5 to 1 or more (WCAG 2.2,
 * 1.4.3).
 */
export const PAPER: Palette = {
  ink: '#14201e',
  quiet: '#56635f',
  line: '#e4e1d8',
  surface: '#f1efe9',
  paper: '#ffffff',
  accent: '#0f6b64',
  accentSoft: '#b3d8d3',
  other: '#9aa5a1',
  mark: '#9a5b0a',
  level1: '#d3eae6',
  level2: '#a5d3cd',
  level3: '#347b74',
  level4: '#1f6f68',
  level5: '#0f5b55',
  level6: '#083b37',
};

/** The colours on a dark screen, in the same contrast. */
export const DARK_SCREEN: Palette = {
  ...PAPER,
  ink: '#e7eeec',
  quiet: '#a3b1ae',
  line: '#2b3836',
  surface: '#172120',
  paper: '#0f1716',
  accent: '#6cc5ba',
  accentSoft: '#27544f',
  other: '#6c7a77',
  mark: '#f0a04b',
  level1: '#1b3532',
  level2: '#24504b',
};
