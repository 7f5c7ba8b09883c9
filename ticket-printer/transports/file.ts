import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Link, LinkBroken, type Transport } from './link.ts';

/** How often a device that has nothing to say, or takes nothing, is tried again. */
const RETRY_MS = 15;

/**
 * A file, a pipe or a device such as /dev/usb/lp0. A plain file is added to and answers nothing; a device is asked.
 * Nothing is ever made under /dev: an unplugged printer must not become a file.
 */
export function fileTransport(path: string): Transport {
  return { open: () => openPath(path).catch((error: unknown) => Promise.reject(asBroken(error))) };
}

async function openPath(path: string): Promise<Link> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isCharacterDevice() === true) return openDevice(path);
  if (found === undefined && path.startsWith('/dev/')) throw new LinkBroken(`no device at ${path}`);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants;
  return handleLink(await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o640), false);
}

/** Non-blocking, so that a silent device never holds a thread; one that cannot be read is only written to. */
async function openDevice(path: string): Promise<Link> {
  const { O_RDWR, O_WRONLY, O_NOCTTY, O_NONBLOCK } = constants;
  try {
    return handleLink(await open(path, O_RDWR | O_NOCTTY | O_NONBLOCK), true);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EINVAL', 'EROFS'].includes(codeOf(error))) throw error;
    return handleLink(await open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK), false);
  }
}

function handleLink(handle: FileHandle, answers: boolean): Link {
  return {
    answers,
    async write(bytes, idleMs) {
      let from = 0;
      let deadline = performance.now() + idleMs;
      while (from < bytes.length) {
        const taken = await tryIo(() => handle.write(bytes, from).then(({ bytesWritten }) => bytesWritten));
        if (taken > 0) {
          from += taken;
          deadline = performance.now() + idleMs;
          continue;
        }
        if (performance.now() > deadline) throw new LinkBroken('the printer takes no more bytes');
        await sleep(RETRY_MS);
      }
    },
    async read(withinMs) {
      const deadline = performance.now() + withinMs;
      const byte = new Uint8Array(1);
      while (answers) {
        const got = await tryIo(() => handle.read(byte, 0, 1, null).then(({ bytesRead }) => bytesRead));
        if (got === 1) return byte[0];
        if (performance.now() > deadline) return undefined;
        await sleep(RETRY_MS);
      }
      return undefined;
    },
    close: () => handle.close().catch((error: unknown) => Promise.reject(asBroken(error))),
  };
}

/** How many bytes moved; 0 when the device is busy. */
async function tryIo(io: () => Promise<number>): Promise<number> {
  try {
    return await io();
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK', 'EBUSY'].includes(codeOf(error))) return 0;
    throw asBroken(error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function asBroken(error: unknown): LinkBroken {
  if (error instanceof LinkBroken) return error;
  return new LinkBroken(error instanceof Error ? error.message : String(error));
}
