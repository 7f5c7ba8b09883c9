import { ensureBuilt } from '../../scripts/build.mjs';
import { inProject } from '../../scripts/project.mjs';

/** The command line as `npm start` and `npx paihao` run it, built now if the sources moved on: the path of its file. */
export async function builtHub(): Promise<string> {
  await ensureBuilt();
  return inProject('dist', 'hub', 'cli.js');
}

/** The pages as the hub serves them, built now if the sources moved on: the path of their folder. */
export async function builtPages(): Promise<string> {
  await ensureBuilt();
  return inProject('dist', 'pages');
}
