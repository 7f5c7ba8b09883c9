import { unreachable } from '../../domain/values.ts';
import type { PrinterUrl } from '../printer-url.ts';
import { fileTransport } from './file.ts';
import type { Transport } from './link.ts';
import { tcpTransport } from './tcp.ts';

export function transportTo(printer: PrinterUrl): Transport {
  switch (printer.kind) {
    case 'tcp':
      return tcpTransport(printer.host, printer.port);
    case 'file':
      return fileTransport(printer.path);
    default:
      return unreachable(printer);
  }
}
