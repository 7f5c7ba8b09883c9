/** kbit/s of layer III by index: MPEG 1, and MPEG 2 with its half rates (ISO 11172-3, 13818-3). */
const KBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_1 = [44_100, 48_000, 32_000];
/** As a header's second byte names them. */
const VERSION_1 = 3;
const VERSION_2 = 2;
const VERSION_2_5 = 0;

/** Tags and rubbish before the first frame. */
const SEARCHED = 8_192;
/** In a row; by chance two headers never fit so often. */
const FRAMES_NEEDED = 3;

/** Where the first frame of layer III begins, with others right behind it; undefined where there are none. */
export function firstFrame(bytes: Buffer): number | undefined {
  const from = tagLength(bytes);
  for (let at = from; at < Math.min(bytes.length, from + SEARCHED); at += 1) if (isChain(bytes, at)) return at;
  return undefined;
}

function isChain(bytes: Buffer, from: number): boolean {
  let at = from;
  for (let frames = 0; frames < FRAMES_NEEDED; frames += 1) {
    const length = frameLength(bytes, at);
    if (length === undefined) return false;
    at += length;
  }
  return true;
}

function frameLength(bytes: Buffer, at: number): number | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
  const [, second = 0, third = 0] = bytes.subarray(at, at + 3);
  const version = (second >> 3) & 3;
  const isLayer3 = (second & 0xe6) === 0xe2;
  if (!isLayer3 || ![VERSION_1, VERSION_2, VERSION_2_5].includes(version)) return undefined;
  const kbits = (version === VERSION_1 ? KBITS_1 : KBITS_2)[third >> 4] ?? 0;
  const whole = RATES_1[(third >> 2) & 3];
  if (kbits === 0 || whole === undefined) return undefined;
  const rate = version === VERSION_1 ? whole : version === VERSION_2 ? whole / 2 : whole / 4;
  const bytesPerFrame = version === VERSION_1 ? 144_000 : 72_000;
  return Math.floor((bytesPerFrame * kbits) / rate) + ((third >> 1) & 1);
}

/** ID3v2 in front: its length in four bytes of seven bits. */
function tagLength(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
}
