/** Where programs and libraries for this platform lie. Plain JavaScript, because the launcher runs on whatever Node called it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** @param {string} parent path or URL */
function resolveFrom(parent, request) {
  try {
    return createRequire(parent).resolve(request);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return null;
    throw error;
  }
}

/** See the declaration. */
export function resolveNative(request, parent) {
  const carrier = resolveFrom(parent, `@vivavoce/native-${process.platform}-${process.arch}/package.json`);
  // Before what happens to lie around it: a project that installs Vivavoce may have another version of the same.
  const carried = carrier && resolveFrom(join(dirname(carrier), 'lib/index.js'), request);
  return carried ?? resolveFrom(parent, request);
}
