#!/usr/bin/env node
// npx paihao …: standard output carries the command's answer alone.
import { runHub } from './hub.mjs';
import { command } from './project.mjs';

await command(() => runHub('cli', process.argv.slice(2)));
