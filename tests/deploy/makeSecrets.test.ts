import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';

const script = new URL('../../deploy/docker/makeSecrets.sh', import.meta.url).pathname;
const compose = new URL('../../docker-compose.yaml', import.meta.url);
const { services } = parse(readFileSync(compose, 'utf8')) as {
  readonly services: { readonly secrets: { readonly cap_add: readonly string[] } };
};
/** As root with the rights that the container has, and no more. */
const rights = ['-all', ...services.secrets.cap_add.map((name) => `+${name.toLowerCase()}`)].join(',');
const mayGiveFilesAway = process.geteuid?.() === 0;

test(
  'makes each secret once and hands it to those who need it, for their eyes only',
  { skip: mayGiveFilesAway ? false : 'only root may give files away' },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'active-defense-secrets-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    for (const name of ['vault', 'postgres', 'detector', 'grafana']) await mkdir(join(folder, name));
    const makeSecrets = () =>
      execFileSync('setpriv', [`--bounding-set=${rights}`, '--no-new-privs', 'sh', script, folder]);
    const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');

    makeSecrets();
    const token = await read('detector/api-token');
    assert.match(token, /^[0-9a-f]{64}$/);
    assert.equal(await read('grafana/api-token'), token);
    assert.notEqual(await read('grafana/reader-password'), token);
    assert.ok((await read('detector/detector.env')).includes(`:${await read('postgres/database-password')}@postgres:`));
    for (const [path, owner] of [
      ['postgres/database-password', 999],
      ['detector/api-token', 1000],
      ['grafana/api-token', 472],
    ] as const) {
      const { uid, mode } = await stat(join(folder, path));
      assert.deepEqual([uid, mode & 0o777], [owner, 0o400], path);
    }

    await rm(join(folder, 'grafana/api-token'));
    makeSecrets();
    assert.equal(await read('grafana/api-token'), token, 'a second run keeps what there is, and hands it out again');
  },
);
