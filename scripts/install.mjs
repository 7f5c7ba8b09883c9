// Brings node_modules to what package-lock.json says; does nothing, in milliseconds, when it already is.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { Unready, answers, inProject, runQuietly, say } from './project.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} Locked */

const sqlite = inProject('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

/**
 * @param {{ dev: boolean }} need `dev`: the tools for tests and checks too; the hub itself runs without them.
 */
export async function ensureInstalled(need) {
  if (isInstalled(need) && sqliteLoads()) return;
  await oneAtATime(() => {
    if (!sqliteLoads()) requireBuildTools();
    if (!isInstalled(need)) installPackages();
    if (!sqliteLoads()) buildNative();
  });
}

/** @param {{ dev: boolean }} need */
function isInstalled({ dev }) {
  const hidden = inProject('node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = packagesOf(hidden);
  return Object.entries(packagesOf(inProject('package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || wanted.optional || (!dev && (wanted.dev || wanted.devOptional))) return true;
    const found = present[path];
    return found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, Locked>}
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/** False also after a change of Node's version, whose add-ons do not fit any more. */
function sqliteLoads() {
  if (!existsSync(sqlite)) return false;
  try {
    process.dlopen({ exports: {} }, sqlite);
    return true;
  } catch {
    return false;
  }
}

function installPackages() {
  say('正在安装依赖…… / Installing packages …');
  // A tree that is already there is brought up to date in place: others may be running from it.
  const how = existsSync(inProject('node_modules')) ? ['install', '--no-save'] : ['ci'];
  npm([...how, '--ignore-scripts', '--include=dev', '--include=optional']);
}

/** Install scripts run for the packages approved in package.json (`allowScripts`), whatever npm's version thinks of it. */
function buildNative() {
  say('正在编译 SQLite，约一分钟…… / Compiling SQLite, about a minute …');
  const { allowScripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const approved = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  npm(['rebuild', ...approved]);
}

/** @param {readonly string[]} args */
function npm(args) {
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund'];
  const env = {
    npm_config_update_notifier: 'false',
    // Compiled here from the package's own source: nothing is fetched from anywhere but the package registry.
    npm_config_build_from_source: 'better-sqlite3',
    JOBS: 'max',
    ...headers(),
  };
  const npmOfThisRun = process.env['npm_execpath'];
  if (npmOfThisRun?.endsWith('npm-cli.js')) runQuietly(process.execPath, [npmOfThisRun, ...args, ...quiet], env);
  else runQuietly('npm', [...args, ...quiet], env);
}

/** Node's own headers, where this Node brought them along. */
function headers() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {};
}

function haveHeaders() {
  const cached = join(homedir(), '.cache', 'node-gyp', process.versions.node, 'include', 'node', 'node_api.h');
  return 'npm_config_nodedir' in headers() || process.env['npm_config_nodedir'] !== undefined || existsSync(cached);
}

function requireBuildTools() {
  const { CXX, PYTHON, npm_config_python: python } = process.env;
  const missing = [
    [CXX ?? 'g++', 'c++'].some(answers) ? [] : ['g++'],
    answers('make') ? [] : ['make'],
    [python, PYTHON, 'python3'].some((name) => name !== undefined && answers(name)) ? [] : ['python3'],
    haveHeaders() ? [] : ['libnode-dev'],
  ].flat();
  if (missing.length === 0) return;
  throw new Unready(
    `编译 SQLite 缺少：${missing.join('、')}。请先安装： / Needed to compile SQLite, please install first:\n` +
      `  sudo apt-get install -y ${missing.join(' ')}` +
      (missing.includes('libnode-dev')
        ? '\n（也可用 npm_config_nodedir 指明 Node 头文件所在 / or let npm_config_nodedir name the prefix of Node’s headers）'
        : ''),
  );
}
