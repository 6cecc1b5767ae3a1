/** Texts by their keys, as deep as they come. */
type Texts = { readonly [key: string]: string | Texts };

/** What a line must not begin with in French, German and Spanish, as far as a space stands before it, and what it must not end with. */
const BEFORE = / (?=[:;!?»%])/g;
const AFTER = /(?<=«) /g;
const NO_BREAK = '\u00a0';

/**
 * A catalogue in which no line breaks before a sign that stands apart from its word: `Question :`, `« mot »`, `90 %`. Translators write
 * ordinary spaces, which everybody sees.
 */
export function unbroken<Catalogue extends object>(catalogue: Catalogue): Catalogue {
  return joined(catalogue as Texts) as Catalogue;
}

function joined(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.replace(BEFORE, NO_BREAK).replace(AFTER, NO_BREAK) : joined(value),
    ]),
  );
}
