import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { options } from '../../detector/setup/configurationOptions.ts';

const path = fileURLToPath(new URL('../../deploy/systemd/active-defense.service', import.meta.url));
const installer = readFileSync(new URL('../../deploy/ubuntu/install.sh', import.meta.url), 'utf8');

/** Values by key; what is set more than once is joined with blanks. */
const unit = new Map<string, string>();
for (const [, key, value] of readFileSync(path, 'utf8').matchAll(/^(\w+)=(.*)$/gm)) {
  unit.set(key, [unit.get(key), value].filter((part) => part !== undefined).join(' '));
}

test('the service starts at boot, after the database, and comes back whenever it ends', () => {
  assert.equal(unit.get('WantedBy'), 'multi-user.target');
  assert.match(unit.get('After') ?? '', /\bpostgresql\.service\b/);
  assert.equal(unit.get('Restart'), 'always');
  assert.equal(unit.get('StartLimitIntervalSec'), '0', 'it never gives up');
});

test('the service writes to its data and to the log files only, as a user of its own', () => {
  assert.equal(unit.get('User'), 'active-defense');
  assert.equal(unit.get('ProtectSystem'), 'strict');
  assert.equal(unit.get('StateDirectory'), 'active-defense');
  assert.equal(unit.get('ReadWritePaths'), `-${options.logFolder.defaultText}`);
  assert.equal(unit.get('UMask'), '0077');
  for (const key of ['NoNewPrivileges', 'PrivateTmp', 'PrivateDevices', 'ProtectHome', 'RestrictSUIDSGID']) {
    assert.equal(unit.get(key), 'yes', key);
  }
  assert.equal(unit.get('CapabilityBoundingSet'), '');
  assert.match(unit.get('SystemCallFilter') ?? '', /^@system-service ~/);
});

test('the service and the script that installs it speak of the same places', () => {
  const start = unit.get('ExecStart') ?? '';
  assert.ok(start.startsWith('/opt/active-defense/bin/node '));
  for (const place of ['app=/opt/active-defense', 'data=/var/lib/active-defense', 'etc=/etc/active-defense']) {
    assert.ok(installer.includes(`readonly ${place}\n`), place);
  }
  assert.ok((unit.get('Environment') ?? '').includes('ACTIVE_DEFENSE_CONFIG=/etc/active-defense/detector.env'));
});

test('systemd counts the service as little exposed', (t) => {
  const { error, status, stdout } = spawnSync(
    'systemd-analyze',
    ['security', '--offline=true', '--threshold=20', path],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) {
    t.skip('systemd-analyze is not here');
    return;
  }
  assert.equal(status, 0, stdout);
});
