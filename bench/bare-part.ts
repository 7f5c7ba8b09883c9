import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';
import { answer } from './part.ts';

/** Nothing but the parts the hub is made of: an express route that answers, a socket.io server that emits. */
export function barePart(): void {
  const app = express();
  const server = createServer(app);
  const io = new Server(server, { transports: ['websocket'], serveClient: false });
  let ticket: unknown = {};
  let view: unknown = {};
  let sound = Buffer.alloc(0);
  let seq = 0;
  app.use(express.json());
  app.post('/tickets', (_, response) => {
    response.status(201).json(ticket);
  });
  app.post('/emit', (_, response) => {
    seq += 1;
    io.to('hall').emit('view', { seq, view });
    response.json({});
  });
  app.get('/sound', (_, response) => {
    response.type('audio/wav').send(sound);
  });
  io.on('connection', (socket) => {
    socket.on('watch', (_: unknown, ack: (answer: unknown) => void) => {
      void socket.join('hall');
      ack({ seq, view });
    });
  });
  answer(
    {
      /** Says what it answers and emits, and how long a sound is: as much as the hub does. */
      start: (same: { ticket?: unknown; view?: unknown; soundBytes?: number }) => {
        ({ ticket = {}, view = {} } = same);
        sound = Buffer.alloc(same.soundBytes ?? 0, 1);
        return new Promise((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
          });
        });
      },
      memory: () => process.memoryUsage.rss(),
    },
    async () => {
      await io.close();
      server.closeAllConnections();
    },
  );
}
