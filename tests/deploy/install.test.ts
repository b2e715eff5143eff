import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadConfiguration } from '../../detector/setup/configuration.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = join(root, 'deploy/ubuntu/install.sh');
const text = readFileSync(script, 'utf8');
const install = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync('bash', [script, ...args], { encoding: 'utf8' });

test('a dry run tells every step and does none', () => {
  const before = existsSync('/opt/active-defense');
  const { status, stdout, stderr } = install('--dry-run');
  assert.deepEqual([status, stderr], [0, '']);
  for (const step of [
    'npm ci --prefix /opt/active-defense.new/detector',
    'mv /opt/active-defense.new /opt/active-defense',
    'write /etc/systemd/system/active-defense.service',
    'systemctl enable active-defense',
    'write /usr/local/bin/active-defense',
  ]) {
    assert.ok(stdout.includes(step), step);
  }
  assert.equal(existsSync('/opt/active-defense'), before);
});

test('removal keeps the data unless it is told otherwise', () => {
  const kept = install('--uninstall', '--dry-run').stdout;
  assert.match(kept, /rm -rf \/opt\/active-defense /);
  assert.doesNotMatch(kept, /drop database|rm -rf .*\/var\/lib\/active-defense/);
  const purged = install('--uninstall', '--purge', '--dry-run').stdout;
  assert.match(purged, /drop database active_defense/);
  assert.match(purged, /rm -rf \/var\/lib\/active-defense \/etc\/active-defense\n/);
});

test('wrong usage does nothing', () => {
  for (const args of [['--purge'], ['--fast'], ['--dry-run', 'x']]) {
    const { status, stdout, stderr } = install(...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^usage: /);
  }
});

test('writes a configuration that the detector takes', () => {
  const [, document = ''] = /write \$etc\/detector\.env .*<<TEXT\n([^]*?)\nTEXT\n/.exec(text) ?? [];
  const values = { database: 'active_defense', account: 'active-defense', data: '/d', logs: '/l', etc: '/e' };
  const file = document.replaceAll(/\$(\w+)/g, (_, name: keyof typeof values) => values[name]);
  const loaded = loadConfiguration({ ACTIVE_DEFENSE_CONFIG: 'file' }, () => file);
  assert.ok('configuration' in loaded, JSON.stringify(loaded));
  assert.equal(
    loaded.configuration.databaseUrl,
    'postgres:///active_defense?host=/var/run/postgresql&user=active-defense',
  );
});

test('gives Grafana what the provisioned files take from the environment', () => {
  const files = globSync('provisioning/**/*.yaml', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
  const wanted = new Set(files.flatMap((file) => file.match(/(?<=\$)GF_\w+/g) ?? []));
  assert.deepEqual(
    [...wanted].filter((name) => !text.includes(`\n${name}=`)),
    [],
  );
});

test('copies files that are there', () => {
  const lists = Array.from(text.matchAll(/for part in (.+); do/g), ([, list]) => list.split(' '));
  for (const path of lists.flat()) assert.ok(existsSync(join(root, path)), path);
  for (const [, path] of text.matchAll(/"\$source\/(deploy\/[^"]+)"/g)) assert.ok(existsSync(join(root, path)), path);
});

test('passes shellcheck, as the other scripts of deploy do', (t) => {
  const scripts = globSync('deploy/**/*.sh', { cwd: root }).map((path) => join(root, path));
  const { error, status, stdout } = spawnSync('shellcheck', scripts, { encoding: 'utf8' });
  if (error !== undefined) {
    t.skip('shellcheck is not here');
    return;
  }
  assert.equal(status, 0, stdout);
});
