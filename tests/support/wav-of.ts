export interface WavFormat {
  /** 1 PCM, 3 float, 0xfffe PCM in the longer header. */
  readonly tag: number;
  readonly bits: number;
  readonly channels: number;
  readonly rate: number;
}

/** A WAV file as other programs write it, with a chunk before the sound; every channel holds the same. */
export function wavOf(samples: Float32Array, { tag, bits, channels, rate }: WavFormat): Buffer {
  const format = Buffer.alloc(tag === 0xfffe ? 40 : 16);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE((rate * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (tag === 0xfffe) format.writeUInt16LE(1, 24);
  const size = bits / 8;
  const data = Buffer.alloc(samples.length * channels * size);
  samples.forEach((sample, index) => {
    for (let channel = 0; channel < channels; channel += 1) {
      const at = (index * channels + channel) * size;
      if (tag === 3) data.writeFloatLE(sample, at);
      else if (bits === 8) data.writeUInt8(Math.round(128 + sample * 127), at);
      else data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, size);
    }
  });
  const chunks = [
    ['LIST', Buffer.from('odd')],
    ['fmt ', format],
    ['data', data],
  ] as const;
  const body = Buffer.concat(chunks.map(([name, content]) => chunk(name, content)));
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), body]));
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.from(`${name}    `, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
