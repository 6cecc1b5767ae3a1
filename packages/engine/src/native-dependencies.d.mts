/**
 * The path of a package, or of a file in one, that is made for this platform alone: an ordinary dependency in the source, carried by
 * `@vivavoce/native-<platform>` in an installed package (`release/pack.ts`).
 * @param request as `require` takes it.
 * @param parent URL of the module that asks.
 * @returns null where it is not installed.
 */
export function resolveNative(request: string, parent: string): string | null;
