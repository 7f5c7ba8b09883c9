import { parseArgs } from 'node:util';
import { parsePrinterUrl } from '../../ticket-printer/printer-url.ts';
import { runPrintAgent } from '../../ticket-printer/run-print-agent.ts';
import { WrongUse, type Command } from './command.ts';

export const printerCommand: Command = {
  name: 'printer',
  usage: 'printer --hub URL --token T --printer URL',
  summary: '单独运行打印程序 the print agent alone, until it is asked to end',
  async run(args, terminal) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { hub: text, token: text, printer: text } });
    const { hub, token, printer } = values;
    if (hub === undefined || token === undefined || printer === undefined)
      throw new WrongUse('须有 --hub、--token、--printer needs --hub, --token and --printer');
    const url = URL.canParse(hub) ? new URL(hub) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol))
      throw new WrongUse('--hub 应为 http(s)://… 地址 must be an http(s) address');
    const parsed = parsePrinterUrl(printer);
    if (!parsed.ok) throw new WrongUse(parsed.problems.join('\n'));
    if (parsed.printer.kind === 'none') throw new WrongUse('--printer 须为一台打印机 must be a printer');
    const log = (level: string, message: string) => terminal.note(`${level} ${message}`);
    const settings = { hub: url.href.replace(/\/+$/, ''), token, printer: parsed.printer, log };
    await runPrintAgent(settings, terminal.ending);
    return 0;
  },
};
