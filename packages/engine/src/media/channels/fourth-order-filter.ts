/** Second-order Butterworth sections (R. Bristow-Johnson, "Audio EQ Cookbook"), fed block by block. */

/** The quality factors of the two sections of a Butterworth filter of fourth order. */
const FOURTH_ORDER_QUALITIES = [0.5412, 1.3066] as const;

/** A filter of fourth order: two sections, one behind the other. */
export class FourthOrderFilter {
  readonly #first: Section;
  readonly #second: Section;
  /** The last two samples in, between the sections and out, the later one first. */
  #memory = [0, 0, 0, 0, 0, 0] as [number, number, number, number, number, number];

  /**
   * @param passes - which side of the edge is let through
   * @param edge - the edge, as a share of the sample rate, 0 to 0.5
   */
  constructor(passes: 'above' | 'below', edge: number) {
    const [first, second] = FOURTH_ORDER_QUALITIES.map((quality) => sectionOf(passes, edge, quality));
    this.#first = first!;
    this.#second = second!;
  }

  /** Filters the next samples, in place. Every sample of every channel comes by here: the memory is in variables meanwhile. */
  run(samples: Float64Array): void {
    const [p, q] = [this.#first, this.#second];
    let [x1, x2, y1, y2, z1, z2] = this.#memory;
    for (let n = 0; n < samples.length; n++) {
      const x = samples[n]!;
      const y = p.b0 * (x + x2) + p.b1 * x1 - p.a1 * y1 - p.a2 * y2;
      const z = q.b0 * (y + y2) + q.b1 * y1 - q.a1 * z1 - q.a2 * z2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      z2 = z1;
      z1 = z;
      samples[n] = z;
    }
    this.#memory = [x1, x2, y1, y2, z1, z2];
  }
}

interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly a1: number;
  readonly a2: number;
}

function sectionOf(passes: 'above' | 'below', edge: number, quality: number): Section {
  const cosine = Math.cos(2 * Math.PI * edge);
  const alpha = Math.sin(2 * Math.PI * edge) / (2 * quality);
  const slope = passes === 'above' ? 1 + cosine : 1 - cosine;
  return {
    b0: slope / 2 / (1 + alpha),
    b1: (passes === 'above' ? -slope : slope) / (1 + alpha),
    a1: (-2 * cosine) / (1 + alpha),
    a2: (1 - alpha) / (1 + alpha),
  };
}
