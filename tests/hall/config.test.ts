import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ConfigProblems, readConfig } from '../../server/config.ts';
import { firstLanAddress, isLoopbackUrl, ownUrl, publicUrl } from '../../server/public-url.ts';

it('has a setting for everything, and an empty value is unset', () => {
  const untouched = readConfig({});
  expect(untouched).toEqual({
    host: '127.0.0.1',
    port: 8080,
    data: resolve('data'),
    printer: { kind: 'none' },
    adminPassword: null,
    publicUrl: null,
    tls: null,
    zone: 'Asia/Shanghai',
    logLevel: 'info',
  });
  const names = [
    'HOST',
    'PORT',
    'DATA',
    'DATABASE_URL',
    'PRINTER',
    'ADMIN_PASSWORD',
    'PUBLIC_URL',
    'TLS_CERT',
    'TLS_KEY',
    'TZ',
    'LOG_LEVEL',
  ];
  expect(readConfig(Object.fromEntries(names.map((name) => [`PAIHAO_${name}`, ''])))).toEqual(untouched);
});

it('reads what is set', () => {
  const config = readConfig({
    PAIHAO_HOST: '0.0.0.0',
    PAIHAO_PORT: '0',
    PAIHAO_DATA: 'hall/data',
    PAIHAO_PRINTER: 'tcp://192.168.1.50:9100?status=off&width=58',
    PAIHAO_ADMIN_PASSWORD: 'Qingxi-2026-hall\n',
    PAIHAO_PUBLIC_URL: 'https://hall.example.cn/',
    PAIHAO_TZ: 'Asia/Urumqi',
    PAIHAO_LOG_LEVEL: 'silent',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    data: resolve('hall/data'),
    printer: { kind: 'tcp', host: '192.168.1.50', port: 9100, status: 'off', width: 58 },
    adminPassword: 'Qingxi-2026-hall',
    publicUrl: 'https://hall.example.cn',
    zone: 'Asia/Urumqi',
    logLevel: 'silent',
  });
});

it('tells all problems together, by name, and never a secret', () => {
  const env = {
    PAIHAO_HOST: '300.1.1.1',
    PAIHAO_PORT: '65536',
    PAIHAO_DATABASE_URL: 'postgres://u:topsecret@db/paihao',
    PAIHAO_PRINTER: 'lpt1',
    PAIHAO_ADMIN_PASSWORD: 'topsecret',
    PAIHAO_PUBLIC_URL: 'ftp://u:topsecret@x',
    PAIHAO_TLS_CERT: '/nowhere/cert.pem',
    PAIHAO_TZ: 'Asia/Qingxi',
    PAIHAO_LOG_LEVEL: 'loud',
  };
  const problems = problemsOf(env);
  for (const name of Object.keys(env))
    expect(
      problems.some((problem) => problem.includes(name)),
      name,
    ).toBe(true);
  expect(problems.join()).not.toContain('topsecret');
  expect(problemsOf({ PAIHAO_TLS_CERT: '/nowhere/c.pem', PAIHAO_TLS_KEY: '/nowhere/k.pem' })).toHaveLength(2);
  expect(problemsOf({ PAIHAO_TLS_CERT: 'package.json', PAIHAO_TLS_KEY: 'package.json' })).toHaveLength(1);
});

it('links lead where the hall’s phones can follow', () => {
  const at = (host: string, set: string | null = null) => ({ host, publicUrl: set, tls: null });
  expect(publicUrl(at('127.0.0.1'), 8080)).toBe('http://127.0.0.1:8080');
  expect(publicUrl(at('192.168.1.9'), 80)).toBe('http://192.168.1.9');
  expect(publicUrl(at('::1'), 8080)).toBe('http://[::1]:8080');
  expect(publicUrl(at('0.0.0.0', 'http://hall.local'), 8080)).toBe('http://hall.local');
  expect(publicUrl(at('0.0.0.0'), 8080)).toBe(`http://${firstLanAddress() ?? '127.0.0.1'}:8080`);
  expect(ownUrl(at('0.0.0.0'), 8080)).toBe('http://127.0.0.1:8080');
  expect(ownUrl({ host: '192.168.1.9', tls: { cert: '', key: '' } }, 8443)).toBe('https://192.168.1.9:8443');
  const card = { netmask: '', mac: '', cidr: null, internal: false, family: 'IPv4' } as const;
  expect(
    firstLanAddress({
      lo: [{ ...card, internal: true, address: '127.0.0.1' }],
      eth0: [
        { ...card, address: '169.254.3.4' },
        { ...card, address: '192.168.1.9' },
      ],
    }),
  ).toBe('192.168.1.9');
  const loopback = ['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1', 'http://127.9.9.9'];
  expect([...loopback, 'http://192.168.1.9', 'https://hall.cn'].map(isLoopbackUrl)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}
