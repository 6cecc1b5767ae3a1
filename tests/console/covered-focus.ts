/** What bars that stay in place hide of a page. */
import type { Page } from 'playwright-core';

/** The controls that nobody sees while they have the focus, going down the page and up again (WCAG 2.4.7 and 2.4.11). */
export const coveredFocus = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
    ].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
    const covered = new Set<string>();
    for (const control of [...controls, ...controls.toReversed()]) {
      control.focus();
      if (document.activeElement !== control) continue;
      // What comes into sight with the focus does so with a transition, however short: it begins with the next frame.
      await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
      const { left, top, width, height } = control.getBoundingClientRect();
      const isSeen = [0.1, 0.5, 0.9].some((across) =>
        [0.15, 0.5, 0.85].some((down) => {
          const shown = document.elementFromPoint(left + across * width, top + down * height);
          return shown !== null && (control.contains(shown) || shown.contains(control));
        }),
      );
      if (!isSeen)
        covered.add(control.getAttribute('aria-label') ?? control.textContent ?? control.outerHTML);
    }
    return [...covered];
  });

/** The share of the height of the screen that bars take which stay in place while the page scrolls. */
export const shareOfBars = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const bars = [...document.querySelectorAll('body *')].filter((one) => {
      const { position } = getComputedStyle(one);
      const { left, right, height } = one.getBoundingClientRect();
      const isBar = right - left > innerWidth / 2 && left < innerWidth / 2 && height < innerHeight;
      return position === 'fixed' && isBar && one.checkVisibility({ visibilityProperty: true });
    });
    return bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0) / innerHeight;
  });
