/** No page of the console in two languages; `languages.slow.spec.ts` reads the other languages. */
import { testOneLanguage } from './one-language.ts';

testOneLanguage('de');
