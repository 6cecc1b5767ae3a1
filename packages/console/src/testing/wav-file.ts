/** A silent WAV file of some minutes, 8 bits at 100 Hz. */
export function wavFile(minutes: number, name = 'interview.wav'): File {
  const samples = new Uint8Array(minutes * 60 * 100).fill(128);
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, index) => {
      header.setUint8(at + index, letter.charCodeAt(0));
    });
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples.length, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, 100, true);
  header.setUint32(28, 100, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, 'data');
  header.setUint32(40, samples.length, true);
  return new File([header.buffer, samples], name, { type: 'audio/wav' });
}
