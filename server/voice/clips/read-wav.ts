import type { Sound } from './sound.ts';

const PCM = 1;
const FLOAT = 3;
/** The real format stands in the first two bytes of its sub-format. */
const EXTENSIBLE = 0xfffe;

interface Format {
  readonly kind: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

/**
 * PCM of 8, 16, 24 or 32 bit or float of 32, one or two channels, any rate; null for anything else. A file cut off in
 * its data is read as far as it goes; a recorder that never came back to fill in the length (0 or all ones) as well.
 * Of a long one only a little more than `atMostMs` is read.
 */
export function readWav(bytes: Buffer, atMostMs = Infinity): Sound | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + size);
    if (name === 'fmt ') format = readFormat(body);
    if (name === 'data') {
      const data = size === 0 ? bytes.subarray(at + 8) : body;
      return format === null ? null : readSamples(data, format, atMostMs);
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

function readFormat(body: Buffer): Format | null {
  if (body.length < 16) return null;
  const tag = body.readUInt16LE(0);
  const kind = tag === EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : tag;
  const format = { kind, channels: body.readUInt16LE(2), rate: body.readUInt32LE(4), bits: body.readUInt16LE(14) };
  const known = kind === FLOAT ? format.bits === 32 : kind === PCM && [8, 16, 24, 32].includes(format.bits);
  const fits = [1, 2].includes(format.channels) && format.rate >= 4_000 && format.rate <= 384_000;
  return known && fits ? format : null;
}

function readSamples(data: Buffer, format: Format, atMostMs: number): Sound {
  const { channels, rate } = format;
  const bytes = format.bits / 8;
  const count = Math.min(Math.floor(data.length / (bytes * channels)), Math.ceil((atMostMs / 1000) * rate) + 1);
  const samples = new Float32Array(count);
  const read = sampleReader(data, format);
  for (let index = 0; index < count; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read((index * channels + channel) * bytes);
    samples[index] = sum / channels;
  }
  return { samples, rate };
}

function sampleReader(data: Buffer, { kind, bits }: Format): (at: number) => number {
  if (kind === FLOAT) {
    return (at) => {
      const value = data.readFloatLE(at);
      return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
    };
  }
  if (bits === 8) return (at) => (data.readUInt8(at) - 128) / 128;
  const full = 2 ** (bits - 1);
  return (at) => data.readIntLE(at, bits / 8) / full;
}
