/** What Node runs: the command line, the workers beside it and the bench. Packages stay in node_modules. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const named = { cli: 'server/cli.ts', bench: 'bench/main.ts' };

/** A file called `…-worker.ts` is a thread's entry: it lands beside cli.js under its own name. */
const workers = ['server', 'db', 'ticket-printer', 'simulator']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))))
  .filter((file) => file.endsWith('-worker.ts'));

const entries = [
  ...Object.entries(named).filter(([, file]) => existsSync(join(root, file))),
  ...workers.map((file) => [basename(file, '.ts'), file] as const),
];

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/hub',
    target: 'node20',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(entries),
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js', // flat: `import.meta.url` is always in dist/hub
      },
    },
  },
  ssr: { target: 'node' },
});
