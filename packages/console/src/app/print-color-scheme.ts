const SCHEME_ATTRIBUTE = 'data-mantine-color-scheme';

/** Prints on white, whatever colours are on the screen: paper has no dark mode. */
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
