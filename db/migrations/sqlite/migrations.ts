import type { Migration } from '../migration.ts';
import { ground } from './0001-ground.ts';

export const SQLITE_MIGRATIONS: readonly Migration[] = [ground];
