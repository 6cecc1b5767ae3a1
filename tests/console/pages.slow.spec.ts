/** Every page of the console on the screen on which `pages.spec.ts` leaves it out. */
import { SCREENS, testHalfOfPages } from './every-page.ts';
import { testReadMost } from './read-most.ts';

testHalfOfPages(SCREENS[0], 1);
testHalfOfPages(SCREENS[1], 0);
testReadMost(SCREENS[1]);
