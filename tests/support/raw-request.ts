import { type Agent, request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The sender's own address: any of 127.0.0.0/8. */
  readonly from?: string;
  readonly agent?: Agent;
}

/** A request as it stands, from an address of one's choice. */
export function rawRequest(
  url: string,
  { method = 'GET', headers = {}, body, from, agent }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((answered, failed) => {
    // Node tells the length of some methods' bodies only when asked to
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      headers: { ...length, ...headers },
      ...(from === undefined ? {} : { localAddress: from }),
      ...(agent === undefined ? { agent: false } : { agent }),
    };
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => void parts.push(part));
      response.on('error', failed);
      response.on('end', () =>
        answered({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', failed);
    sent.end(body);
  });
}
