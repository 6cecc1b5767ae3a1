const SCHEME = 'data-mantine-color-scheme';

/** Prints on white, whatever colours are on the screen: paper has no dark mode. */
export function printInLight(): void {
  let shown: string | null = null;
  window.addEventListener('beforeprint', () => {
    shown = document.documentElement.getAttribute(SCHEME);
    document.documentElement.setAttribute(SCHEME, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (shown !== null) document.documentElement.setAttribute(SCHEME, shown);
  });
}
