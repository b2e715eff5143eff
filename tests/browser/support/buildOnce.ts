/** Builds the plugin and the page host when what they are made of has changed; `builtFiles.ts` runs it under a lock. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHost, hostFolder } from '../host/buildHost.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const stampFile = join(hostFolder, 'built');
const sources = [
  'package-lock.json',
  'plugin.json',
  '{img,src}/**/*',
  '.config/webpack/*',
  '.config/build.mjs',
  'tests/browser/host/{page/**/*,buildHost.ts}',
];
const results = ['dist/**/*'];

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of globSync(patterns, { cwd: root }).sort()) {
    if (statSync(join(root, path)).isFile()) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function readStamp(): string {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}

const wanted = hashOf(sources);
if (readStamp() !== `${wanted} ${hashOf(results)}`) {
  await buildHost();
  const { status } = spawnSync(process.execPath, ['.config/build.mjs'], { cwd: root, stdio: ['ignore', 1, 2] });
  if (status === 0) writeFileSync(stampFile, `${wanted} ${hashOf(results)}`);
  else rmSync(stampFile, { force: true });
}
