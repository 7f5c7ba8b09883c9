import type { StaffNo, TicketId, WindowNo } from './values.ts';

export const ROLES = ['staff', 'guide', 'supervisor', 'appraiser', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export const DEVICE_KINDS = ['dispenser', 'display', 'rating', 'printer', 'caller'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Who sends a command, proved at the edge. `hub` is the hub's own clockwork. */
export type Actor =
  | { readonly kind: 'person'; readonly staffNo: StaffNo; readonly role: Role }
  | { readonly kind: 'device'; readonly device: string; readonly is: DeviceKind; readonly window: WindowNo | null }
  | { readonly kind: 'citizen'; readonly ticket: TicketId }
  | { readonly kind: 'hub' };

/** The actor as one word, the scope of a command id and the `by` of an event: `staff:0312`, `device:x1`, `ticket:…`, `hub`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `staff:${actor.staffNo}`;
    case 'device':
      return `device:${actor.device}`;
    case 'citizen':
      return `ticket:${actor.ticket}`;
    case 'hub':
      return 'hub';
  }
}
