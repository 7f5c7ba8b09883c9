import { allCommands } from './cli/commands.ts';
import { ensureHall } from './cli/ensure-hall.ts';
import { runCli } from './cli/run-cli.ts';
import { systemTerminal } from './cli/system-terminal.ts';
import { runHub } from './main.ts';
import { rebuildTables } from './rebuild-tables.ts';
import { runDemo } from './simulation/run-demo.ts';
import { runSimulation } from './simulation/run-simulation.ts';

const commands = allCommands({ runHub, runSimulation, runDemo, ensureHall, rebuildTables });
process.exitCode = await runCli(commands, process.argv.slice(2), process.env, systemTerminal());
