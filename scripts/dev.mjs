// npm run dev: the hub restarts and the pages reload when their source changes.
import { spawn } from 'node:child_process';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { command, inProject, root, say } from './project.mjs';

const pagesUrl = 'http://127.0.0.1:5173';

await command(async () => {
  await ensureInstalled({ dev: true });
  await ensureBuilt(); // the citizen's page is drawn by the hub and takes its script from the build
  const env = { ...process.env, PAIHAO_PUBLIC_URL: process.env['PAIHAO_PUBLIC_URL'] ?? pagesUrl };
  const hub = ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/cli.ts', 'start'];
  const pages = [
    'node_modules/vite/bin/vite.js',
    '--host',
    '127.0.0.1',
    '--port',
    '5173',
    '--strictPort',
    '--clearScreen',
    'false',
  ];
  say(`页面 / pages: ${pagesUrl}/`);
  const children = [hub, pages].map(([file, ...args]) =>
    spawn(process.execPath, [inProject(String(file)), ...args], { cwd: root, env, stdio: 'inherit' }),
  );
  /** @param {NodeJS.Signals} signal */
  const endAll = (signal) => {
    for (const child of children) child.kill(signal);
  };
  process.on('SIGINT', () => endAll('SIGINT'));
  process.on('SIGTERM', () => endAll('SIGTERM'));
  for (const child of children) {
    child.on('exit', (code) => {
      process.exitCode ||= code ?? 1;
      endAll('SIGTERM');
    });
  }
});
