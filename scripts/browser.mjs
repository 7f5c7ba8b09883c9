// The browser and the Chinese font that tests of pages need.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Unready, answers, inProject, runQuietly, say } from './project.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * An installed Chromium or Chrome that runs: the one `PAIHAO_CHROMIUM` names, else from the path, else Playwright's own.
 * @returns {Promise<string | undefined>} its full path
 */
export async function findBrowser() {
  const named = process.env['PAIHAO_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter((file) => existsSync(file));
  return [...installed, ...(await ofPlaywright())].find(answers);
}

async function ofPlaywright() {
  if (!existsSync(inProject('node_modules', 'playwright-core'))) return [];
  const { chromium } = await import('playwright-core');
  const file = chromium.executablePath();
  return existsSync(file) ? [file] : [];
}

/**
 * Installs a browser where none is there and this user may.
 * @returns {Promise<string>} its full path
 */
export async function ensureBrowser() {
  const found = (await findBrowser()) ?? (await fromDebian()) ?? (await fromPlaywright());
  if (found !== undefined) return found;
  throw new Unready(
    '测试需要 Chromium 或 Chrome，请先安装： / The tests need Chromium or Chrome, please install:\n' +
      '  sudo apt-get install -y chromium\n' +
      '（装在别处时用 PAIHAO_CHROMIUM 指明 / or let PAIHAO_CHROMIUM name the program）',
  );
}

async function fromDebian() {
  return aptInstall('chromium') ? findBrowser() : undefined;
}

async function fromPlaywright() {
  say('正在下载 Chromium（Playwright）…… / Downloading Chromium (Playwright) …');
  try {
    runQuietly(process.execPath, [inProject('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']);
    return await findBrowser();
  } catch (fault) {
    if (fault instanceof Unready) return undefined;
    throw fault;
  }
}

/** Chinese in screenshots needs a Chinese font; without one the tests still run. */
export function ensureChineseFont() {
  if (hasChineseFont() || aptInstall('fonts-noto-cjk')) return;
  say(
    '没有中文字体，截图里的汉字会成方框。 / No Chinese font, screenshots will show boxes: apt-get install fonts-noto-cjk',
  );
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.trim() !== '';
  const folder = '/usr/share/fonts';
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => /CJK|wqy|SourceHan/i.test(String(file)))
  );
}

/**
 * @param {string} name of a Debian package
 * @returns {boolean} whether it was installed; false too where this user may not install
 */
function aptInstall(name) {
  if (process.getuid?.() !== 0 || !answers('apt-get')) return false;
  say(`正在安装 ${name}…… / Installing ${name} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    runQuietly('apt-get', ['update', '-q'], env);
    runQuietly('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], env);
    return true;
  } catch (fault) {
    if (fault instanceof Unready) return false;
    throw fault;
  }
}
