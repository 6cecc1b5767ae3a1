/** A colour by what it is for; paper and screen each have their own values. */
export type Colour =
  | 'ink'
  | 'quiet'
  | 'line'
  | 'surface'
  | 'paper'
  | 'accent'
  | 'accentSoft'
  | 'other'
  | 'mark'
  | 'level1'
  | 'level2'
  | 'level3'
  | 'level4'
  | 'level5'
  | 'level6';

/** Lengths in points, from the upper left corner of the figure. */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Colour;
      readonly radius?: number;
    }
  | {
      readonly kind: 'line';
      readonly from: readonly [x: number, y: number];
      readonly to: readonly [x: number, y: number];
      readonly stroke: Colour;
      readonly width: number;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: Colour;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly fill: Colour;
      readonly bold?: true;
      /** Which side of the text `x` is. */
      readonly anchor?: 'start' | 'middle' | 'end';
    };

/** A drawing that the PDF and the HTML page draw alike. */
export interface Figure {
  /** {@link FIGURE_WIDTH} of all figures, so that their columns stand below each other. */
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** The same in words, for whoever cannot see it: every number that it shows. */
  readonly alt: string;
}

/** Width of a figure and of the text around it, points: A4 without margins. */
export const FIGURE_WIDTH = 487;
