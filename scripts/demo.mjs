// npm run demo: a simulated day on live screens, on a hub, folder and clock of its own.
import { runHub } from './hub.mjs';
import { command } from './project.mjs';

await command(() => runHub('cli', ['demo', ...process.argv.slice(2)]));
