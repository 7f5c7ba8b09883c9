import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { DEFAULT_ZONE } from '../domain/settings/zone.ts';
import { parsePrinterUrl, type PrinterConfig } from '../ticket-printer/printer-url.ts';
import { passwordProblem, passwordWords } from './auth/passwords.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment sets, read once at start. */
export interface Config {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
  /** The hall's first printer. */
  readonly printer: PrinterConfig;
  /** The first administrator's, counts only before there is one. */
  readonly adminPassword: string | null;
  /** As set, without a slash at its end; null: see `publicUrl`. */
  readonly publicUrl: string | null;
  /** PEM. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** IANA zone. */
  readonly zone: string;
  readonly logLevel: LogLevel;
}

/** Everything that is wrong with the settings, at once; `problems` never repeats a secret. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads every setting; throws `ConfigProblems` with all that is wrong. An empty value is unset. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const read = <T>(name: string, otherwise: T, parse: (raw: string) => T | undefined, wanted: string): T => {
    const raw = env[name];
    if (raw === undefined || raw === '') return otherwise;
    const value = parse(raw);
    if (value !== undefined) return value;
    problems.push(`${name}: ${wanted}`);
    return otherwise;
  };
  const config: Config = {
    host: read('PAIHAO_HOST', '127.0.0.1', parseHost, '应为本机地址或主机名 must be an address or a host name'),
    port: read('PAIHAO_PORT', 8080, parsePort, '应为 0–65535 must be 0–65535'),
    data: read('PAIHAO_DATA', resolve('data'), (raw) => resolve(raw), ''),
    printer: readPrinter(env, problems),
    adminPassword: readAdminPassword(env, problems),
    publicUrl: read('PAIHAO_PUBLIC_URL', null, parsePublicUrl, '应为 http(s)://… 地址 must be an http(s) address'),
    tls: readTls(env, problems),
    zone: read(
      'PAIHAO_TZ',
      DEFAULT_ZONE,
      parseZone,
      `应为时区名，如 ${DEFAULT_ZONE} must be a zone like ${DEFAULT_ZONE}`,
    ),
    logLevel: read('PAIHAO_LOG_LEVEL', 'info', parseLevel, `应为其中之一 must be one of ${LOG_LEVELS.join(', ')}`),
  };
  if ((env['PAIHAO_DATABASE_URL'] ?? '') !== '')
    problems.push('PAIHAO_DATABASE_URL: 本版本只支持 SQLite this version keeps its records in SQLite only');
  if (problems.length > 0) throw new ConfigProblems(problems);
  return config;
}

function readPrinter(env: Env, problems: string[]): PrinterConfig {
  const raw = env['PAIHAO_PRINTER'] ?? '';
  const parsed = parsePrinterUrl(raw === '' ? 'none' : raw);
  if (parsed.ok) return parsed.printer;
  problems.push(...parsed.problems.map((problem) => `PAIHAO_PRINTER: ${problem}`));
  return { kind: 'none' };
}

function parseHost(raw: string): string | undefined {
  const name = /^(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/;
  const address = /^[\d.]+$/; // all figures and dots: an address or a mistake, never a name
  if (isIP(raw) !== 0) return raw;
  return name.test(raw) && !address.test(raw) && raw.length <= 253 ? raw : undefined;
}

function parsePort(raw: string): number | undefined {
  return /^\d{1,5}$/.test(raw) && Number(raw) <= 65535 ? Number(raw) : undefined;
}

function parsePublicUrl(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.search === '' && url.hash === '' ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : undefined;
}

function parseZone(raw: string): string | undefined {
  try {
    return /^[A-Za-z]/.test(raw)
      ? new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone && raw
      : undefined;
  } catch {
    return undefined;
  }
}

function parseLevel(raw: string): LogLevel | undefined {
  return LOG_LEVELS.find((level) => level === raw);
}

/** One newline at the end is dropped: secrets often come out of files. */
function readAdminPassword(env: Env, problems: string[]): string | null {
  const password = (env['PAIHAO_ADMIN_PASSWORD'] ?? '').replace(/\r?\n$/, '');
  if (password === '') return null;
  const problem = passwordProblem(password, 'admin');
  if (problem !== undefined) problems.push(`PAIHAO_ADMIN_PASSWORD: ${passwordWords(problem)}`);
  return password;
}

function readTls(env: Env, problems: string[]): Config['tls'] {
  const certFile = env['PAIHAO_TLS_CERT'] ?? '';
  const keyFile = env['PAIHAO_TLS_KEY'] ?? '';
  if (certFile === '' && keyFile === '') return null;
  if (certFile === '' || keyFile === '') {
    problems.push('PAIHAO_TLS_CERT, PAIHAO_TLS_KEY: 须同时设置 must be set together');
    return null;
  }
  const cert = readPem('PAIHAO_TLS_CERT', certFile, problems);
  const key = readPem('PAIHAO_TLS_KEY', keyFile, problems);
  if (cert === undefined || key === undefined) return null;
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch {
    problems.push('PAIHAO_TLS_CERT, PAIHAO_TLS_KEY: 证书与私钥不可用或不配对 not a certificate and its key');
    return null;
  }
}

function readPem(name: string, file: string, problems: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    problems.push(`${name}: 无法读取文件 the file cannot be read (${why})`);
    return undefined;
  }
}
