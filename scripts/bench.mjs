// npm run bench: one line a figure, each beside what it is compared with.
import { runHub } from './hub.mjs';
import { command } from './project.mjs';

await command(() => runHub('bench', process.argv.slice(2)));
