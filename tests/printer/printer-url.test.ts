import { expect, it } from 'vitest';
import { parsePrinterUrl } from '../../ticket-printer/printer-url.ts';

it.each([
  ['none', { kind: 'none' }],
  ['tcp://192.168.1.50:9100', { kind: 'tcp', host: '192.168.1.50', port: 9100, status: 'ask', width: 80 }],
  ['tcp://printer.local', { kind: 'tcp', host: 'printer.local', port: 9100, status: 'ask', width: 80 }],
  ['tcp://[fe80::1]:9101?width=58', { kind: 'tcp', host: 'fe80::1', port: 9101, status: 'ask', width: 58 }],
  ['tcp://10.0.0.9:9100?status=off&width=58', { kind: 'tcp', host: '10.0.0.9', port: 9100, status: 'off', width: 58 }],
  ['file:/dev/usb/lp0', { kind: 'file', path: '/dev/usb/lp0', status: 'ask', width: 80 }],
  ['file:///tmp/号票 1.bin?width=80', { kind: 'file', path: '/tmp/号票 1.bin', status: 'ask', width: 80 }],
])('%s is read', (raw, printer) => {
  expect(parsePrinterUrl(raw)).toEqual({ ok: true, printer });
});

it.each([
  ['', 1],
  ['192.168.1.50:9100', 1],
  ['http://printer', 1],
  ['serial:/dev/ttyUSB0?baud=9600', 1],
  ['usb:04b8:0e15', 1],
  ['queue:POS', 1],
  ['tcp://:9100', 1],
  ['tcp://host:0', 1],
  ['tcp://host:70000', 1],
  ['tcp://host/path', 1],
  ['tcp://user@host', 1],
  ['file:ticket.bin', 1],
  ['file:/', 1],
  ['file:/a%zz', 1],
  ['file:/a#b', 1],
  ['tcp://host?width=70&status=maybe&speed=2', 3],
  ['tcp://host?width=58&width=80', 1],
])('“%s” is refused with %i clear problems', (raw, count) => {
  const parsed = parsePrinterUrl(raw);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.problems).toHaveLength(count);
});

it('a printer of a later day is named as such', () => {
  const parsed = parsePrinterUrl('serial:/dev/ttyUSB0');
  expect(parsed).toEqual({ ok: false, problems: [expect.stringContaining('serial:')] });
});
