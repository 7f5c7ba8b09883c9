/**
 * ESC/POS cut into commands, written from the command reference and not from what the project sends. Whatever the
 * reference does not have is an `unknown` command: to a printer, a fault.
 */
export type Command =
  | { readonly name: 'text'; readonly bytes: Uint8Array }
  | { readonly name: 'line-feed' }
  | { readonly name: 'initialize' }
  | { readonly name: 'chinese'; readonly on: boolean }
  | { readonly name: 'size'; readonly wide: number; readonly high: number }
  | { readonly name: 'bold'; readonly on: boolean }
  | { readonly name: 'align'; readonly to: 'left' | 'center' | 'right' }
  | { readonly name: 'feed'; readonly lines: number }
  | { readonly name: 'cut' }
  | { readonly name: 'raster'; readonly stride: number; readonly height: number; readonly bits: Uint8Array }
  | { readonly name: 'status'; readonly question: number }
  | { readonly name: 'paper-sensor' }
  | { readonly name: 'unknown'; readonly bytes: Uint8Array };

export interface Cut {
  readonly commands: readonly Command[];
  /** Bytes of a command that is not complete yet. */
  readonly rest: Uint8Array;
}

const [LF, DLE, ESC, FS, GS] = [0x0a, 0x10, 0x1b, 0x1c, 0x1d];

export function cutCommands(bytes: Uint8Array): Cut {
  const commands: Command[] = [];
  let at = 0;
  while (at < bytes.length) {
    const found = firstCommand(bytes.subarray(at));
    if (found === undefined) break;
    commands.push(found.command);
    at += found.length;
  }
  return { commands, rest: bytes.slice(at) };
}

export interface Found {
  readonly command: Command;
  readonly length: number;
}

/** The command at the start; undefined while it is not complete. */
export function firstCommand(bytes: Uint8Array): Found | undefined {
  const first = bytes[0] ?? 0;
  if (first === LF) return { command: { name: 'line-feed' }, length: 1 };
  if (first === DLE || first === ESC || first === FS || first === GS) {
    if (bytes.length < 2) return undefined;
    return first === ESC ? escape(bytes) : first === GS ? group(bytes) : first === FS ? field(bytes) : link(bytes);
  }
  if (first < 0x20) return { command: { name: 'unknown', bytes: bytes.slice(0, 1) }, length: 1 };
  let end = 1;
  while (end < bytes.length && (bytes[end] ?? 0) >= 0x20) end += 1;
  return { command: { name: 'text', bytes: bytes.slice(0, end) }, length: end };
}

/** DLE EOT n: the only real-time command known here. */
function link(bytes: Uint8Array): Found | undefined {
  if (bytes[1] !== 0x04) return unknown(bytes, 2);
  return withParameter(bytes, (question) => ({ name: 'status', question }));
}

function field(bytes: Uint8Array): Found | undefined {
  if (bytes[1] === 0x26) return { command: { name: 'chinese', on: true }, length: 2 };
  if (bytes[1] === 0x2e) return { command: { name: 'chinese', on: false }, length: 2 };
  return unknown(bytes, 2);
}

function escape(bytes: Uint8Array): Found | undefined {
  switch (bytes[1]) {
    case 0x40: // ESC @
      return { command: { name: 'initialize' }, length: 2 };
    case 0x45: // ESC E n: the lowest bit counts
      return withParameter(bytes, (n) => ({ name: 'bold', on: (n & 1) === 1 }));
    case 0x61: // ESC a n: 0–2 or '0'–'2'
      return withParameter(bytes, (n) => {
        const to = (['left', 'center', 'right'] as const)[n >= 48 ? n - 48 : n];
        return to === undefined ? { name: 'unknown', bytes: bytes.slice(0, 3) } : { name: 'align', to };
      });
    case 0x64: // ESC d n
      return withParameter(bytes, (lines) => ({ name: 'feed', lines }));
    default:
      return unknown(bytes, 2);
  }
}

function group(bytes: Uint8Array): Found | undefined {
  switch (bytes[1]) {
    case 0x21: // GS ! n: width in bits 4–6, height in bits 0–2
      return withParameter(bytes, (n) =>
        (n & 0x88) === 0
          ? { name: 'size', wide: (n >> 4) + 1, high: (n & 7) + 1 }
          : { name: 'unknown', bytes: bytes.slice(0, 3) },
      );
    case 0x72: // GS r n
      return withParameter(bytes, (n) =>
        n === 1 || n === 49 ? { name: 'paper-sensor' } : { name: 'unknown', bytes: bytes.slice(0, 3) },
      );
    case 0x56: // GS V m [n]
      if (bytes.length < 3) return undefined;
      if ([0, 1, 48, 49].includes(bytes[2] ?? -1)) return { command: { name: 'cut' }, length: 3 };
      if (![65, 66].includes(bytes[2] ?? -1)) return unknown(bytes, 3);
      return bytes.length < 4 ? undefined : { command: { name: 'cut' }, length: 4 };
    case 0x76: // GS v 0 m xL xH yL yH d…
      return raster(bytes);
    default:
      return unknown(bytes, 2);
  }
}

function raster(bytes: Uint8Array): Found | undefined {
  if (bytes.length < 8) return undefined;
  const [, , zero, mode, xl = 0, xh = 0, yl = 0, yh = 0] = bytes;
  if (zero !== 0x30 || mode !== 0) return unknown(bytes, 4);
  const [stride, height] = [xl + 256 * xh, yl + 256 * yh];
  const length = 8 + stride * height;
  if (bytes.length < length) return undefined;
  return { command: { name: 'raster', stride, height, bits: bytes.slice(8, length) }, length };
}

function withParameter(bytes: Uint8Array, make: (n: number) => Command): Found | undefined {
  const n = bytes[2];
  return n === undefined ? undefined : { command: make(n), length: 3 };
}

function unknown(bytes: Uint8Array, length: number): Found {
  return { command: { name: 'unknown', bytes: bytes.slice(0, length) }, length };
}
