/** Why one hall's commit could not follow; the same words from every store. */
export type ConflictKind = 'head-moved' | 'answer-given' | 'number-taken' | 'already-rated' | 'text-there';

/** Undoes one hall's commit and no other's. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly kind: ConflictKind;

  constructor(kind: ConflictKind) {
    super(kind);
    this.kind = kind;
  }
}
