/** The script of a citizen's ticket page: one classic script that a ten-year-old phone can read. */
import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

const entry = 'phone/main.ts';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: 'dist/pages',
    manifest: 'manifest-phone.json',
    target: 'es2015',
    cssTarget: ['chrome49', 'safari10'],
    cssMinify: false, // it would drop the first of the two values each colour has, which old phones need
    cssCodeSplit: false, // a file of its own: split styles of a classic script would be written into it
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: existsSync(`${import.meta.dirname}/${entry}`) ? { phone: entry } : {},
      output: { format: 'iife', name: 'paihaoPhone', assetFileNames: 'assets/phone-[hash][extname]' },
    },
  },
});
