/**
 * An answer whose arrays hold no memory but their own. Arrays of a message between processes can be views of the whole message,
 * which a small one would keep for as long as it lives.
 * @param answer data: numbers, texts, lists and plain objects; of typed arrays, those of floats are looked at.
 */
export function withOwnBuffers<T>(answer: T): T {
  return ownBuffers(answer) as T;
}

function ownBuffers(value: unknown): unknown {
  if (value instanceof Float32Array)
    return value.byteLength < value.buffer.byteLength ? value.slice() : value;
  if (ArrayBuffer.isView(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ownBuffers);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, ownBuffers(field)]));
}
