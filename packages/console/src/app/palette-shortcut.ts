/** Whether the browser runs on a Mac, where Control with K deletes to the end of a line. */
const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** Whether a key opens or closes the command palette: Command with K on a Mac, Control with K elsewhere. */
export const isPaletteShortcut = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'k' && !altKey && !shiftKey && (isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey);

/** The keys that open the command palette, as they are shown. */
export const paletteKeys = (): string => (isMac() ? '⌘ K' : 'Ctrl K');
