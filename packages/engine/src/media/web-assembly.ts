/** Of the WebAssembly of JavaScript, what is used here; the types of Node leave it out. */
interface WebAssemblyApi {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: object };
}

/** Memory of a module; its buffer is another one after it grew. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  /** @param pages of 64 KiB, more than there are */
  readonly grow: (pages: number) => number;
}

/** The size of a page of memory, bytes. */
export const PAGE_BYTES = 65_536;

/** The WebAssembly of this process. */
export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
