export { fileNameOf, type Takeaway } from './file-name.ts';
export { plainText } from './transcript/plain-text.ts';
export { subRip, webVtt } from './transcript/subtitles.ts';
