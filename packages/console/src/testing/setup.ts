/** Runs before each file of component tests: the server of the page, and what happy-dom lacks of a browser. */
import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { forgetUser } from '../api/session-renewal.ts';
import { setupI18n } from '../i18n/setup.ts';
import { apiServer } from './page-server.ts';

const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
happyDOM.setURL(apiServer.url);

// There are no fonts to load.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });

// There is no layout: lists that draw only what is visible need a height to draw anything.
for (const name of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth']) {
  Object.defineProperty(HTMLElement.prototype, name, { get: () => 1000, configurable: true });
}

// There is no decoder: the length of a WAV file is read from its header, anything else cannot be played.
const blobs = new Map<string, Blob>();
URL.createObjectURL = (blob: Blob) => {
  const url = `blob:${crypto.randomUUID()}`;
  blobs.set(url, blob);
  return url;
};
Object.defineProperty(HTMLMediaElement.prototype, 'src', {
  configurable: true,
  get(this: HTMLMediaElement) {
    return this.getAttribute('src') ?? '';
  },
  set(this: HTMLMediaElement, url: string) {
    this.setAttribute('src', url);
    const blob = blobs.get(url);
    if (blob) void loadMetadata(this, blob);
  },
});

async function loadMetadata(media: HTMLMediaElement, blob: Blob): Promise<void> {
  const header = new DataView(await blob.arrayBuffer());
  const isWav = header.byteLength >= 44 && header.getUint32(0) === 0x52494646;
  if (isWav) {
    const seconds = header.getUint32(40, true) / header.getUint32(28, true);
    Object.defineProperty(media, 'duration', { value: seconds, configurable: true });
  }
  media.dispatchEvent(new Event(isWav ? 'loadedmetadata' : 'error'));
}

// For a loaded machine.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(setupI18n);
afterEach(() => {
  notifications.clean();
  cleanup();
  apiServer.reset();
  sessionStorage.clear();
  forgetUser();
});
