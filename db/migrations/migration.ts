import { hash } from 'node:crypto';
import { CannotOpen } from '../cannot-open.ts';

/** One step of the tables' shape. Once released it is never edited: a change is a new step. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** What a database remembers of a step it went through. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

export function checksum(migration: Migration): string {
  return hash('sha256', migration.sql, 'hex');
}

/**
 * The steps still to go. Throws `CannotOpen` when what the database went through (ascending) is not how this program
 * begins.
 */
export function pendingMigrations(
  database: string,
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const newest = known.at(-1)?.number ?? 0;
  for (const [index, step] of applied.entries()) {
    const own = known[index];
    if (step.number > newest) {
      throw new CannotOpen(
        'newer',
        `${database} was written by a newer version of this program: it has migration ${String(step.number)} ` +
          `(${step.name}), this program knows up to ${String(newest)}. Use the newer version.`,
      );
    }
    if (own?.number !== step.number || checksum(own) !== step.checksum) {
      throw new CannotOpen(
        'changed',
        `Migration ${String(step.number)} (${step.name}) of ${database} is not the one this program knows. ` +
          'Use the version that wrote it, or restore a back-up.',
      );
    }
  }
  return known.slice(applied.length);
}
