import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

type Manifest = Readonly<
  Record<string, { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }>
>;

const KB = 1024;
const LIMIT_KB = 60;

/** Script each page loads before it can draw, as gzip packs it. */
export async function measurePages({ pages, note }: Bench): Promise<readonly Figure[]> {
  const file = join(pages, 'manifest.json');
  if (!existsSync(file)) {
    note('page weights: dist/pages is not built');
    return [];
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const against = { name: `limit-${LIMIT_KB}-KB`, value: LIMIT_KB };
  return Object.entries(manifest)
    .filter(([, { isEntry }]) => isEntry)
    .map(([entry]) => {
      const bytes = [...scriptsOf(manifest, entry)].map((name) => gzipSync(readFileSync(join(pages, name))).length);
      const value = bytes.reduce((sum, each) => sum + each, 0) / KB;
      return { name: `script-of-${entry.split('/')[0] ?? entry}`, value, unit: 'KB-gzip', against };
    });
}

function scriptsOf(manifest: Manifest, entry: string, found = new Set<string>()): ReadonlySet<string> {
  const part = manifest[entry];
  if (part === undefined || found.has(part.file)) return found;
  if (part.file.endsWith('.js')) found.add(part.file);
  for (const imported of part.imports ?? []) scriptsOf(manifest, imported, found);
  return found;
}
