/** What a translation of a catalogue has to have, for the compiler; `completeness.ts` checks the rest. */

/** The plural categories of CLDR, as i18next appends them to keys. */
export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/**
 * The keys of the English texts with texts of another language. A text with plural forms may have those of the language, or one
 * form without a category where the number changes nothing else. What stands in `terms` is the language's own.
 */
export type Translation<English> = {
  readonly [Key in keyof English as Key extends `${string}_${PluralCategory}`
    ? never
    : Key]: Key extends 'terms'
    ? Readonly<Record<string, string>>
    : English[Key] extends string
      ? string
      : Translation<English[Key]>;
} & {
  readonly [Key in keyof English as Key extends `${infer Family}_${PluralCategory}`
    ? Family | `${Family}_${PluralCategory}`
    : never]?: string;
};
