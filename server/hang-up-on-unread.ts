import type { Socket } from 'socket.io';

/** What may lie in the hub for one line, beside the megabytes that lie in the network by then. */
const UNREAD_AT_MOST = 64;

/** Who keeps a line and reads nothing would have the hub keep every view for them: they are hung up on. */
export function hangUpOnUnread({ conn }: Pick<Socket, 'conn'>): void {
  let unread = 0;
  conn.on('packetCreate', () => {
    unread += 1;
    if (unread > UNREAD_AT_MOST) conn.close(true);
  });
  conn.on('flush', () => {
    unread = 0;
  });
}
