import type { Migration } from '../migration.ts';
import { ground } from './0001-ground.ts';
import { foretold } from './0002-foretold.ts';

export const SQLITE_MIGRATIONS: readonly Migration[] = [ground, foretold];
