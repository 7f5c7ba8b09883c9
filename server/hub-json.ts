import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isCode, replacePrivateFile } from './private-file.ts';

/** How commands on this machine reach the running hub. Left behind by a hub that died: the lock tells, not this file. */
export interface HubJson {
  /** The hub's own address, as this machine reaches it. */
  readonly url: string;
  /** Where it takes the command line's operations: plain HTTP on the loopback interface. */
  readonly local: string;
  /** Secret of this run. */
  readonly key: string;
  readonly pid: number;
}

export function writeHubJson(folder: string, hub: HubJson): void {
  replacePrivateFile(pathIn(folder), `${JSON.stringify(hub)}\n`);
}

/** Undefined when there is none, or it is not one of ours. */
export function readHubJson(folder: string): HubJson | undefined {
  try {
    return parseHubJson(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
  } catch (error) {
    if (isCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function removeHubJson(folder: string): void {
  rmSync(pathIn(folder), { force: true });
}

/** Whether the process that wrote it still lives, as far as this user can tell. */
export function isAlive(hub: HubJson): boolean {
  try {
    process.kill(hub.pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function parseHubJson(raw: unknown): HubJson | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { url, local, key, pid } = raw as Partial<Record<keyof HubJson, unknown>>;
  if (typeof url !== 'string' || typeof local !== 'string' || typeof key !== 'string') return undefined;
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? { url, local, key, pid } : undefined;
}

function pathIn(folder: string): string {
  return join(folder, 'hub.json');
}
