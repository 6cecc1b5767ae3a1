/**
 * Every page of the console on one screen, a phone or a laptop, and on the phone what is read most: the command palette, the report and
 * its shared form. `pages.slow.spec.ts` looks at each on the other screen.
 */
import { SCREENS, testHalfOfPages } from './every-page.ts';
import { testReadMost } from './read-most.ts';

testHalfOfPages(SCREENS[0], 0);
testHalfOfPages(SCREENS[1], 1);
testReadMost(SCREENS[0]);
