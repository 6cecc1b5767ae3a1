import type { ReportLanguage } from '@vivavoce/contract';
import type { Figure } from '../figures/figure.ts';

/** A moment of the recording with what was said there. */
export interface Quote {
  /** m:ss into the recording. */
  readonly time: string;
  readonly text: string;
  /** What it shows. */
  readonly note: string;
}

/** A piece of a report; how it looks is the business of who draws it. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isQuiet?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [term: string, value: string])[] }
  | { readonly kind: 'notice'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'figure'; readonly caption: string; readonly figure: Figure }
  | { readonly kind: 'quotes'; readonly title: string; readonly items: readonly Quote[] }
  | {
      readonly kind: 'table';
      /** A heading of its own; none where the section's is enough. */
      readonly title?: string;
      readonly head: readonly string[];
      /** Of the columns, adding up to 1. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

/** A part of a report under a heading of its own. */
export interface Section {
  readonly title: string;
  /** The score that the section is about, such as `B1 · 2.1 of 5`. */
  readonly badge?: string;
  readonly blocks: readonly Block[];
}

/** Everything that a report says and shows, in the order of reading. The PDF and the page draw it; neither adds to it. */
export interface ReportContent {
  /** ISO 639-1. */
  readonly language: ReportLanguage;
  readonly title: string;
  /** Whom it is about, if that is known. */
  readonly subject: string | null;
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly sections: readonly Section[];
  /** At the foot of every page. */
  readonly footer: string;
}
