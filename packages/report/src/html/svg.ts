import type { Colour, Figure, Shape } from '../figures/figure.ts';
import { escapeHtml } from './escape-html.ts';

/** Two decimals place everything to a hundredth of a point. */
const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Texts on the dark levels stay light where the page is dark. */
const paint = (colour: Colour): string => `var(--${colour === 'paper' ? 'onDark' : colour})`;

function shapeMarkup(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const round = shape.radius ? ` rx="${n(shape.radius)}"` : '';
      return `<rect x="${n(shape.x)}" y="${n(shape.y)}" width="${n(shape.width)}" height="${n(shape.height)}"${round} fill="${paint(shape.fill)}"/>`;
    }
    case 'line': {
      const [x1, y1] = shape.from;
      const [x2, y2] = shape.to;
      return `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${paint(shape.stroke)}" stroke-width="${n(shape.width)}"/>`;
    }
    case 'dot':
      return `<circle cx="${n(shape.x)}" cy="${n(shape.y)}" r="${n(shape.radius)}" fill="${paint(shape.fill)}"/>`;
    case 'text': {
      const anchor = shape.anchor ? ` text-anchor="${shape.anchor}"` : '';
      const bold = shape.bold ? ' class="bold"' : '';
      return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-size="${n(shape.size)}"${anchor}${bold} fill="${paint(shape.fill)}">${escapeHtml(shape.text)}</text>`;
    }
  }
}

/** A figure as SVG inside a page; its words are those of `alt`. */
export function svgOf({ width, height, shapes, alt }: Figure): string {
  return `<svg viewBox="0 0 ${n(width)} ${n(height)}" role="img" aria-label="${escapeHtml(alt)}">${shapes.map(shapeMarkup).join('')}</svg>`;
}
