// Runs the built hub in this very process: a signal sent to it reaches the hub, and its exit code is the hub's.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { Unready, inProject } from './project.mjs';

/**
 * @param {'cli' | 'bench'} entry of dist/hub
 * @param {readonly string[]} args
 */
export async function runHub(entry, args) {
  await ensureInstalled({ dev: false });
  await ensureBuilt();
  const file = inProject('dist', 'hub', `${entry}.js`);
  if (!existsSync(file)) throw new Unready(`没有这个入口 / no such entry: dist/hub/${entry}.js`);
  endWithNpm();
  process.env['NODE_ENV'] ??= 'production';
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

/** npm passes on what it is asked to do, but killed outright it leaves its child behind, holding the hall's data. */
function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
