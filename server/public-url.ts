import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

/** Base of the links in QR codes, without a slash at its end: as set, else what the hub listens on. */
export function publicUrl(config: Pick<Config, 'publicUrl' | 'host' | 'tls'>, port: number): string {
  if (config.publicUrl !== null) return config.publicUrl;
  const host = listensEverywhere(config.host) ? (firstLanAddress() ?? '127.0.0.1') : config.host;
  return originOf(host, port, config.tls !== null);
}

/** The address by which this machine itself reaches the hub. */
export function ownUrl(config: Pick<Config, 'host' | 'tls'>, port: number): string {
  return originOf(listensEverywhere(config.host) ? '127.0.0.1' : config.host, port, config.tls !== null);
}

/** A QR code with such an address leads a citizen's phone to itself. */
export function isLoopbackUrl(url: string): boolean {
  const host = new URL(url).hostname;
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
}

/** The first IPv4 address of this machine that others in the hall can reach. */
export function firstLanAddress(
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string | undefined {
  for (const addresses of Object.values(interfaces)) {
    const lan = addresses?.find(
      ({ address, internal }) => !internal && isIPv4(address) && !address.startsWith('169.254.'),
    );
    if (lan !== undefined) return lan.address;
  }
  return undefined;
}

function listensEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function originOf(host: string, port: number, tls: boolean): string {
  return new URL(`${tls ? 'https' : 'http'}://${isIPv6(host) ? `[${host}]` : host}:${port}`).origin;
}
