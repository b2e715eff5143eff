import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let built: Promise<{ readonly stdout: string }> | undefined;

/**
 * Makes sure that `dist/` is what the sources say, and gives what the build has said; empty where nothing had to be built.
 * Test files run side by side: the first builds, the others wait.
 */
export async function ensureBuilt(): Promise<string> {
  built ??= promisify(execFile)(
    'flock',
    ['tests/browser/support/buildOnce.ts', process.execPath, 'tests/browser/support/buildOnce.ts'],
    { cwd: root },
  );
  return (await built).stdout;
}
