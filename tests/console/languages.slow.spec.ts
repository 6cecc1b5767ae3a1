/** As `languages.spec.ts`: what renders the pages is the same, and that no text is missing in a language its type says. */
import { testOneLanguage } from './one-language.ts';

testOneLanguage('es');
testOneLanguage('fr');
