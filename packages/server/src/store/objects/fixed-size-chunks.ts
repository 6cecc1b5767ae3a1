/** Cuts a stream into pieces of so many bytes; only the last one is shorter, and never absent. */
export async function* fixedSizeChunks(
  body: AsyncIterable<Buffer | string>,
  bytes: number,
): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    waiting.push(data);
    size += data.length;
    // One byte more than a piece: so it is known not to be the last.
    while (size > bytes) {
      const joined = Buffer.concat(waiting);
      yield joined.subarray(0, bytes);
      waiting = [joined.subarray(bytes)];
      size -= bytes;
    }
  }
  yield Buffer.concat(waiting);
}
