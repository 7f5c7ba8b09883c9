import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { WrongUse, type Command, type ExitCode, type Terminal } from './command.ts';

export interface SimulationOrder {
  readonly days: number;
  readonly seed: number;
  /** `max`, or as many times the true pace. */
  readonly speed: 'max' | 60;
  /** Absolute path of a new folder. */
  readonly data: string;
}

export type RunSimulation = (order: SimulationOrder, terminal: Terminal, config: Config) => Promise<ExitCode>;

export function simulateCommand(runSimulation: RunSimulation): Command {
  return {
    name: 'simulate',
    usage: 'simulate --days N --seed S [--speed max|60] --data FOLDER',
    summary: '模拟大厅若干天，写入新文件夹 plays days of a hall into a new folder, never a real hall’s',
    run: async (args, terminal, config) => runSimulation(readOrder(args), terminal, config()),
  };
}

/** A folder that holds anything is refused: it may be a real hall's. */
export function readOrder(args: readonly string[]): SimulationOrder {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { days: text, seed: text, speed: text, data: text } });
  const { days = '', seed = '', speed = 'max', data = '' } = values;
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new WrongUse('--days 应为 1–9999 must be 1–9999');
  if (!/^\d{1,9}$/.test(seed)) throw new WrongUse('--seed 应为 0–999999999 must be 0–999999999');
  if (speed !== 'max' && speed !== '60') throw new WrongUse('--speed 应为 max 或 60 must be max or 60');
  if (data === '') throw new WrongUse('须有 --data 新文件夹 needs --data, a new folder');
  const folder = resolve(data);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new WrongUse(`--data 应为新文件夹，${folder} 是文件 must be a new folder; ${folder} is a file`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new WrongUse(`--data 应为新文件夹，${folder} 里已有东西 must be a new folder; something is in ${folder}`);
  return { days: Number(days), seed: Number(seed), speed: speed === 'max' ? 'max' : 60, data: folder };
}
