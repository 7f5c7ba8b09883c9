/** Every sound of the hub: 22 050 Hz, mono, 16 bit. */
export const RATE = 22_050;

const HEADER = 44;
const BYTES_A_SAMPLE = 2;

export function wav(samples: Int16Array): Buffer {
  const size = samples.length * BYTES_A_SAMPLE;
  const file = Buffer.alloc(HEADER + size);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER - 8 + size, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * BYTES_A_SAMPLE, 28);
  file.writeUInt16LE(BYTES_A_SAMPLE, 32);
  file.writeUInt16LE(BYTES_A_SAMPLE * 8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(size, 40);
  for (let index = 0; index < samples.length; index += 1) {
    file.writeInt16LE(samples[index] ?? 0, HEADER + index * BYTES_A_SAMPLE);
  }
  return file;
}

/** Samples of a WAV of that form; one written to a pipe says it is endless, and is as long as it is. */
export function samplesOf(file: Buffer): Int16Array | undefined {
  if (file.length < HEADER || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    return undefined;
  let isOurs = false;
  for (let at = 12; at + 8 <= file.length;) {
    const kind = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const from = at + 8;
    if (kind === 'data') return isOurs ? samplesIn(file.subarray(from, from + size)) : undefined;
    if (kind === 'fmt ' && size >= 16 && from + 16 <= file.length)
      isOurs =
        file.readUInt16LE(from) === 1 &&
        file.readUInt16LE(from + 2) === 1 &&
        file.readUInt32LE(from + 4) === RATE &&
        file.readUInt16LE(from + 14) === BYTES_A_SAMPLE * 8;
    at = from + size + (size % 2);
  }
  return undefined;
}

function samplesIn(bytes: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(bytes.length / BYTES_A_SAMPLE));
  for (let index = 0; index < samples.length; index += 1) samples[index] = bytes.readInt16LE(index * BYTES_A_SAMPLE);
  return samples;
}
