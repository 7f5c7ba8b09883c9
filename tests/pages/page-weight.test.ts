import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

const LIMIT = 60 * 1024;

it('the hall screen loads at most 60 KB of script, packed', async () => {
  const root = new URL('../..', import.meta.url).pathname;
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['chrome87', 'safari14', 'firefox78'],
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${root}/display/index.html` },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const scripts = output.filter((part) => part.type === 'chunk');
  expect(scripts.length).toBeGreaterThan(0);
  const packed = scripts.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  expect(packed).toBeLessThanOrEqual(LIMIT);
});
