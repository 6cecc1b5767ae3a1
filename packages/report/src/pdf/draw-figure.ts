import type { Figure, Shape } from '../figures/figure.ts';
import { PAPER } from '../palette.ts';
import type { Sheet } from './sheet.ts';

function drawShape({ doc, writeLine }: Sheet, shape: Shape, left: number, top: number): void {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0 } = shape;
      const round = Math.min(radius, width / 2, height / 2);
      if (round > 0) doc.roundedRect(left + x, top + y, width, height, round);
      else doc.rect(left + x, top + y, width, height);
      doc.fill(PAPER[shape.fill]);
      return;
    }
    case 'line':
      doc
        .moveTo(left + shape.from[0], top + shape.from[1])
        .lineTo(left + shape.to[0], top + shape.to[1])
        .lineWidth(shape.width)
        .stroke(PAPER[shape.stroke]);
      return;
    case 'dot':
      doc.circle(left + shape.x, top + shape.y, shape.radius).fill(PAPER[shape.fill]);
      return;
    case 'text': {
      const { text, size, fill, bold, anchor = 'start' } = shape;
      const style = { size, fill, ...(bold ? { bold } : {}) };
      writeLine(text, left + shape.x, top + shape.y, style, anchor);
    }
  }
}

/** Draws a figure with its upper left corner at a place of the page. */
export function drawFigure(sheet: Sheet, { shapes }: Figure, left: number, top: number): void {
  for (const shape of shapes) drawShape(sheet, shape, left, top);
}
