import type { PaperWidth } from './line.ts';

/** Where a printer is and how it is spoken to. `status: 'off'` is for printers that answer nothing. */
export type PrinterUrl =
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly status: 'ask' | 'off';
      readonly width: PaperWidth;
    }
  | { readonly kind: 'file'; readonly path: string; readonly status: 'ask' | 'off'; readonly width: PaperWidth };

export type PrinterConfig = { readonly kind: 'none' } | PrinterUrl;

export type ParsedPrinter =
  { readonly ok: true; readonly printer: PrinterConfig } | { readonly ok: false; readonly problems: readonly string[] };

const OPTIONS = ['status', 'width'];
const LATER = ['serial:', 'usb:', 'queue:'];
const RAW_PORT = 9100;

/** Reads PAIHAO_PRINTER: `none`, `tcp://host:9100`, `file:/path`, with `?status=off` and `?width=58`. */
export function parsePrinterUrl(raw: string): ParsedPrinter {
  const text = raw.trim();
  if (text === 'none') return { ok: true, printer: { kind: 'none' } };
  const later = LATER.find((scheme) => text.startsWith(scheme));
  if (later !== undefined) return wrong(`还不支持 ${later} 打印机 (${later} printers come later; use tcp:// or file:)`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'tcp:' && url.protocol !== 'file:')) {
    return wrong(`打印机地址看不懂：${text} (write none, tcp://host:9100 or file:/path)`);
  }
  const problems = [...optionProblems(url), ...(url.protocol === 'tcp:' ? tcpProblems(url) : fileProblems(url, text))];
  if (problems.length > 0) return { ok: false, problems };
  const status = url.searchParams.get('status') === 'off' ? 'off' : 'ask';
  const width = url.searchParams.get('width') === '58' ? 58 : 80;
  if (url.protocol === 'file:') {
    return { ok: true, printer: { kind: 'file', path: decodeURIComponent(url.pathname), status, width } };
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    ok: true,
    printer: { kind: 'tcp', host, port: url.port === '' ? RAW_PORT : Number(url.port), status, width },
  };
}

function optionProblems(url: URL): readonly string[] {
  const problems: string[] = [];
  for (const name of new Set(url.searchParams.keys())) {
    if (!OPTIONS.includes(name)) problems.push(`没有这个打印机选项：${name} (unknown option)`);
    if (url.searchParams.getAll(name).length > 1) problems.push(`打印机选项写了两次：${name} (given twice)`);
  }
  const [status, width] = [url.searchParams.get('status'), url.searchParams.get('width')];
  if (status !== null && !['on', 'off'].includes(status))
    problems.push(`status 只能是 on 或 off：${status} (on or off)`);
  if (width !== null && !['58', '80'].includes(width))
    problems.push(`纸宽只能是 58 或 80：${width} (width is 58 or 80)`);
  return problems;
}

function tcpProblems(url: URL): readonly string[] {
  const problems: string[] = [];
  if (url.hostname === '') problems.push('打印机地址里没有主机 (tcp:// needs a host)');
  if (url.port === '0') problems.push('打印机端口不能是 0 (port 1–65535)');
  if (url.username !== '' || url.password !== '' || (url.pathname !== '' && url.pathname !== '/')) {
    problems.push('打印机地址只写主机和端口 (tcp:// takes a host and a port only)');
  }
  return problems;
}

function fileProblems(url: URL, text: string): readonly string[] {
  if (!text.startsWith('file:/')) return [`要写完整路径 file:/path：${text} (write the whole path, file:/path)`];
  if (url.hostname !== '') return ['文件路径写成 file:/path (write file:/path)'];
  if (url.pathname === '/' || url.pathname === '' || url.pathname.endsWith('/')) {
    return ['file: 后面要写文件或设备的路径 (file: needs the path of a file or device)'];
  }
  if (url.hash !== '') return ['文件路径里的 # 要写成 %23 (write # as %23)'];
  try {
    decodeURIComponent(url.pathname);
    return [];
  } catch {
    return ['文件路径里的 % 写法不对 (bad % escape)'];
  }
}

function wrong(problem: string): ParsedPrinter {
  return { ok: false, problems: [problem] };
}
