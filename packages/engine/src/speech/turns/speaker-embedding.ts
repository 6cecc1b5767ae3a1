/** A voice as 64 numbers of length 1. Biometric: it never leaves the memory of the run. */
export type SpeakerEmbedding = Float32Array;

/** The mean of speaker embeddings, of length 1. */
export function meanEmbedding(embeddings: readonly SpeakerEmbedding[]): SpeakerEmbedding {
  const mean = new Float32Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings) for (const [n, value] of embedding.entries()) mean[n]! += value;
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}

/** How alike two speaker embeddings are: their cosine, -1 to 1. */
export function similarity(a: SpeakerEmbedding, b: SpeakerEmbedding): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}
