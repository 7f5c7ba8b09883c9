// npm start: install what is missing, build what is stale, run the hub.
import { runHub } from './hub.mjs';
import { command } from './project.mjs';

await command(() => runHub('cli', ['start', ...process.argv.slice(2)]));
