const SCHEME_ATTRIBUTE = 'data-mantine-color-scheme';

/** Prints in the light colour scheme, whatever the screen shows. */
export function forceLightSchemeForPrint(): void {
  let shown: string | null = null;
  window.addEventListener('beforeprint', () => {
    shown = document.documentElement.getAttribute(SCHEME_ATTRIBUTE);
    document.documentElement.setAttribute(SCHEME_ATTRIBUTE, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (shown !== null) document.documentElement.setAttribute(SCHEME_ATTRIBUTE, shown);
  });
}
