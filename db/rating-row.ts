import type { HallEvent } from '../domain/events.ts';
import type { HallId, Instant } from '../domain/values.ts';
import type { RatingRow } from './store.ts';

/** A rating as the reports read it. */
export function ratingRow(hall: HallId, at: Instant, event: Extract<HallEvent, { type: 'rating-given' }>): RatingRow {
  return {
    hall,
    ticket: event.ticket,
    level: event.level,
    channel: event.channel,
    reasons: event.reasons,
    reasonsVersion: event.reasonsVersion,
    at,
  };
}
