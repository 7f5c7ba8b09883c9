import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A disk of so many MB that the test may fill; undefined where mounting is not allowed. */
export function tinyDisk(place: string, megabytes: number): string | undefined {
  mkdirSync(place, { recursive: true });
  const options = ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', place];
  if (spawnSync('mount', options).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', place]));
  return place;
}

/** Leaves no byte free; the file whose removal frees them. */
export function fillDisk(disk: string): string {
  const filler = join(disk, 'filler');
  writeFileSync(filler, Buffer.alloc(statfsSync(disk).bavail * statfsSync(disk).bsize));
  return filler;
}
