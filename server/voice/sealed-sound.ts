import { crc32 } from 'node:zlib';

/** A part of a RIFF file that players pass over. */
const NAME = 'crc ';
const SEAL = 12;

/** A WAV with a check over it at its end; it stays a WAV. */
export function sealed(wav: Buffer): Buffer {
  const file = Buffer.alloc(wav.length + SEAL);
  wav.copy(file);
  file.writeUInt32LE(file.length - 8, 4);
  file.write(NAME, wav.length, 'latin1');
  file.writeUInt32LE(4, wav.length + 4);
  file.writeUInt32LE(crc32(wav.subarray(8)), wav.length + 8);
  return file;
}

/** What was sealed; undefined: it is not whole. */
export function unsealed(file: Buffer): Buffer | undefined {
  const length = file.length - SEAL;
  if (length < 44 || file.readUInt32LE(4) !== file.length - 8) return undefined;
  if (file.toString('latin1', length, length + 4) !== NAME) return undefined;
  const wav = file.subarray(0, length);
  if (file.readUInt32LE(length + 8) !== crc32(wav.subarray(8))) return undefined;
  wav.writeUInt32LE(length - 8, 4);
  return wav;
}
