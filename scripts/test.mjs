// npm test: everything the tests need, then the tests. Arguments go on: npm test -- tests/domain
import { spawnSync } from 'node:child_process';
import { ensureBrowser, ensureChineseFont } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { command, inProject, root } from './project.mjs';

await command(async () => {
  await ensureInstalled({ dev: true });
  const browser = await ensureBrowser();
  ensureChineseFont();
  await ensureBuilt();
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const done = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, PAIHAO_CHROMIUM: browser },
    stdio: 'inherit',
  });
  process.exitCode = done.status ?? 1;
});
