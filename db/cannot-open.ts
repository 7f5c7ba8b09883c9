/**
 * The store cannot be used as it is, and starting must not make it worse: `corrupt` (damaged), `foreign` (another
 * program's file), `newer` (written by a newer version of this program), `changed` (its migrations are not those of
 * this program), `unmigrated` (a migration failed, or it was opened only to read before migrating), `unreachable` (no
 * such folder, no right, locked).
 */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
  readonly reason: 'corrupt' | 'foreign' | 'newer' | 'changed' | 'unmigrated' | 'unreachable';

  constructor(reason: CannotOpen['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
