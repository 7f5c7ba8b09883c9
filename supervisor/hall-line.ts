import { ask } from '../ui/ask.ts';
import type { Connection, Sent } from '../ui/connection.ts';
import { type Sound, askForSound } from './voice-sound.ts';

/** One hall's part of the hub's HTTP; paths are below `/halls/:hall`. */
export interface HallLine {
  get<T>(path: string): Promise<Sent<T>>;
  /** A `Blob` goes as it is, anything else as JSON. */
  post<T>(path: string, body: object): Promise<Sent<T>>;
  sound(path: string): Promise<Sent<Sound>>;
}

export function hallLine(connection: Connection, hall: string): HallLine {
  const root = `/halls/${encodeURIComponent(hall)}`;
  return {
    get: (path) => ask('GET', `${root}${path}`),
    post: (path, body) => connection.send(`${root}${path}`, body),
    sound: (path) => askForSound(`${root}${path}`),
  };
}
