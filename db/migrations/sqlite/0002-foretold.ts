import type { Migration } from '../migration.ts';

export const foretold: Migration = {
  number: 2,
  name: 'foretold',
  sql: `
ALTER TABLE tickets ADD COLUMN foretold_p50_s REAL;
ALTER TABLE tickets ADD COLUMN foretold_p80_s REAL;
`,
};
