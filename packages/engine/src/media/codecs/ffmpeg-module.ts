/**
 * The WebAssembly of `@humansignal/audio-file-decoder`: FFmpeg's demuxers of MP4 and decoders of AAC (LC, HE, HE v2), under the
 * LGPL 2.1. The package's own loader is written for browsers, builds functions out of text and copies sample by sample; this one
 * gives the module nothing but its memory, one file that lies in memory, and a clock that stands still. What a module that
 * was taken over could reach is exactly this list.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PAGE_BYTES, WebAssembly, type WebAssemblyMemory } from '../web-assembly.ts';

const WASM = fileURLToPath(
  new URL('decode-audio.wasm', import.meta.resolve('@humansignal/audio-file-decoder')).href.replace(
    '/dist/',
    '/',
  ),
);
/** More memory than this is refused to the module, bytes. */
const MOST_BYTES = 256 * 2 ** 20;
const FILE_NAME = 'a';
const FILE_DESCRIPTOR = 3;
/** Error numbers as Emscripten's C library has them. */
const [NO_ENTRY, BAD_DESCRIPTOR, NOT_SUPPORTED] = [44, 8, 52];

/** What the module exports, by the names of its build. */
interface Exports {
  readonly V: WebAssemblyMemory;
  readonly W: () => void;
  readonly X: (bytes: number) => number;
  readonly Y: { readonly get: (index: number) => unknown };
  readonly _: (pointer: number) => void;
}

type Invoker = (fn: number, path: number, startS: number, durationS: number, options: number) => number;

let compiled: Promise<object> | undefined;

/** Decodes whole files that lie in memory. */
export class FfmpegModule {
  readonly #exports: Exports;
  #file: Uint8Array = new Uint8Array(0);
  #position = 0;
  #decodeAudio: { readonly invoke: Invoker; readonly fn: number } | null = null;

  private constructor(module: object) {
    const instance = new WebAssembly.Instance(module, { a: this.#imports() });
    this.#exports = instance.exports as unknown as Exports;
    this.#exports.W();
    if (this.#decodeAudio === null) throw new Error('The AAC module has no function that decodes');
  }

  /** Reads and compiles the module, once. */
  static load(): Promise<object> {
    compiled ??= WebAssembly.compile(readFileSync(WASM));
    return compiled;
  }

  /** Starts a fresh instance of the module. */
  static async start(): Promise<FfmpegModule> {
    return new FfmpegModule(await FfmpegModule.load());
  }

  /** The samples of a file, channels side by side; null where FFmpeg gives an error. */
  decode(file: Uint8Array): Float32Array | null {
    const { X: allocate, _: free } = this.#exports;
    const { invoke, fn } = this.#decodeAudio!;
    this.#file = file;
    this.#position = 0;
    // A std::string goes in as its length and its bytes, the options as a struct of one flag: keep the channels apart.
    const path = allocate(4 + FILE_NAME.length + 1);
    const options = allocate(4);
    const memory = this.#view();
    memory.setUint32(path, FILE_NAME.length, true);
    memory.setUint8(path + 4, FILE_NAME.charCodeAt(0));
    memory.setUint8(options, 1);
    const result = invoke(fn, path, 0, -1, options);
    free(path);
    free(options);
    const samples = this.#samplesOf(result);
    this.#file = new Uint8Array(0);
    return samples;
  }

  /** The result is a struct: a status, a std::string of 12 bytes, a std::vector of floats as begin, end and capacity. */
  #samplesOf(result: number): Float32Array | null {
    const memory = this.#view();
    const status = memory.getInt32(result, true);
    const [begin, end] = [memory.getUint32(result + 16, true), memory.getUint32(result + 20, true)];
    const isInside = begin % 4 === 0 && begin <= end && end <= memory.byteLength;
    const samples = status < 0 || !isInside ? null : new Float32Array(memory.buffer.slice(begin, end));
    if (begin !== 0) this.#exports._(begin);
    this.#exports._(result);
    return samples;
  }

  #view(): DataView<ArrayBuffer> {
    return new DataView(this.#exports.V.buffer);
  }

  /** All that the module is given, by the names of its build; registrations of C++ types and classes are of no use here. */
  #imports(): Record<string, (...args: number[]) => number | undefined> {
    const ignored = () => undefined;
    const refused = () => -NOT_SUPPORTED;
    const imports: Record<string, (...args: number[]) => number | undefined> = {};
    for (const name of 'bcdefghknopqrsuMNOU') imports[name] = ignored;
    for (const name of 'ABCEFGHIJLxyTi') imports[name] = refused;
    for (const name of 'mRPQS') imports[name] = () => 0;
    return {
      ...imports,
      // abort
      a: () => {
        throw new Error('The AAC module gave up');
      },
      // A function of C++ is registered: name, number of types, types, signature, invoker, function.
      l: (_name, _count, _types, _signature, invoker, fn) => {
        this.#decodeAudio ??= this.#isDecodeAudio(_name!)
          ? { invoke: this.#exports.Y.get(invoker!) as Invoker, fn: fn! }
          : null;
        return undefined;
      },
      // emscripten_memcpy_big
      v: (to, from, count) => {
        new Uint8Array(this.#exports.V.buffer).copyWithin(to!, from!, from! + count!);
        return to;
      },
      // emscripten_resize_heap
      w: (bytes) => this.#grow(bytes! >>> 0),
      // environ_get, environ_sizes_get: nothing is there
      x: () => 0,
      y: (count, size) => {
        this.#view().setUint32(count!, 0, true);
        this.#view().setUint32(size!, 0, true);
        return 0;
      },
      // open
      z: (path) => (this.#textAt(path!) === FILE_NAME ? FILE_DESCRIPTOR : -NO_ENTRY),
      // fstat64: only the size and that it is a file are asked for
      D: (descriptor, at) => this.#status(descriptor!, at!),
      // close
      j: () => 0,
      // fd_write: what it has to say is not asked for
      i: (_descriptor, vectors, count, written) => this.#swallow(vectors!, count!, written!),
      // fd_read, fd_seek
      K: (descriptor, vectors, count, read) => this.#read(descriptor!, vectors!, count!, read!),
      t: (descriptor, low, high, whence, at) =>
        this.#seek(descriptor!, high! * 2 ** 32 + (low! >>> 0), whence!, at!),
    };
  }

  #isDecodeAudio(name: number): boolean {
    return this.#textAt(name) === 'decodeAudio';
  }

  #textAt(at: number): string {
    const bytes = new Uint8Array(this.#exports.V.buffer, at, 64);
    return Buffer.from(bytes.subarray(0, Math.max(0, bytes.indexOf(0)))).toString('latin1');
  }

  #grow(bytes: number): number {
    if (bytes > MOST_BYTES) return 0;
    const { V: memory } = this.#exports;
    const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) memory.grow(missing);
    return 1;
  }

  #status(descriptor: number, at: number): number {
    if (descriptor !== FILE_DESCRIPTOR) return -BAD_DESCRIPTOR;
    const memory = this.#view();
    for (let offset = 0; offset < 88; offset += 4) memory.setUint32(at + offset, 0, true);
    const REGULAR_FILE = 0o100_444;
    memory.setUint32(at + 12, REGULAR_FILE, true);
    memory.setUint32(at + 40, this.#file.length, true);
    return 0;
  }

  #read(descriptor: number, vectors: number, count: number, read: number): number {
    if (descriptor !== FILE_DESCRIPTOR) return BAD_DESCRIPTOR;
    const memory = this.#view();
    let total = 0;
    for (let index = 0; index < count; index++) {
      const [at, length] = [0, 4].map((offset) => memory.getUint32(vectors + 8 * index + offset, true));
      const bytes = this.#file.subarray(this.#position, this.#position + length!);
      new Uint8Array(memory.buffer).set(bytes, at);
      this.#position += bytes.length;
      total += bytes.length;
      if (bytes.length < length!) break;
    }
    memory.setUint32(read, total, true);
    return 0;
  }

  #seek(descriptor: number, offset: number, whence: number, at: number): number {
    if (descriptor !== FILE_DESCRIPTOR) return BAD_DESCRIPTOR;
    const from = whence === 0 ? 0 : whence === 1 ? this.#position : this.#file.length;
    this.#position = Math.max(0, Math.min(this.#file.length, from + offset));
    this.#view().setBigInt64(at, BigInt(this.#position), true);
    return 0;
  }

  #swallow(vectors: number, count: number, written: number): number {
    const memory = this.#view();
    let total = 0;
    for (let index = 0; index < count; index++) total += memory.getUint32(vectors + 8 * index + 4, true);
    memory.setUint32(written, total, true);
    return 0;
  }
}
