import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Colour } from './figures/figure.ts';
import { DARK_SCREEN, PAPER, type Palette } from './palette.ts';

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const WHITE = '#ffffff';
const TEXTS: readonly Colour[] = ['ink', 'quiet', 'accent', 'mark'];
const GROUNDS: readonly Colour[] = ['paper', 'surface'];

for (const [name, palette] of Object.entries<Palette>({ PAPER, DARK_SCREEN })) {
  test(`every text of ${name} stands out from its ground by 4.5 to 1`, () => {
    const pairs = [
      ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [palette[text], palette[ground]] as const)),
      // The shares in the bars of the levels: ink on the light ones, white on the others.
      ...(['level1', 'level2'] as const).map((level) => [palette.ink, palette[level]] as const),
      ...(['level3', 'level4', 'level5', 'level6'] as const).map((level) => [WHITE, palette[level]] as const),
    ];
    for (const [text, ground] of pairs) {
      assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}: ${contrast(text, ground).toFixed(2)}`);
    }
  });
}
