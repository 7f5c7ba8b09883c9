import { defineConfig } from 'vitest/config';
import { PlainReporter } from './scripts/plain-reporter.mjs';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // what is waited for comes in milliseconds, and on a busy disk in seconds
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    reporters: ['default', new PlainReporter()],
  },
});
