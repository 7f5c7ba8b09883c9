import type { Config } from '../config.ts';
import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { demoCommand, type RunDemo } from './demo.ts';
import { estimateCommand } from './estimate.ts';
import type { OfflineParts } from './offline.ts';
import { pairCommand } from './pair.ts';
import { printerCommand } from './printer.ts';
import { rebuildCommand } from './rebuild.ts';
import { restoreCommand } from './restore.ts';
import { type RunSimulation, simulateCommand } from './simulate.ts';
import { startCommand, type RunningHub } from './start.ts';
import { userCommand } from './user.ts';
import { verifyCommand } from './verify.ts';

export interface CommandParts extends OfflineParts {
  readonly runHub: (config: Config) => Promise<RunningHub>;
  readonly runSimulation: RunSimulation;
  readonly runDemo: RunDemo;
}

/** Every command there is, in the order the help tells them. */
export function allCommands(parts: CommandParts): readonly Command[] {
  return [
    startCommand(parts.runHub),
    pairCommand(parts),
    userCommand(parts),
    verifyCommand(parts),
    backupCommand(parts),
    restoreCommand(parts),
    rebuildCommand(parts),
    printerCommand,
    estimateCommand,
    simulateCommand(parts.runSimulation),
    demoCommand(parts.runDemo),
  ];
}
