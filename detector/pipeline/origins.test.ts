import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../model/device.ts';
import { createOrigins } from './origins.ts';

const device = (id: number, more: Partial<Device>): Device => ({
  ...{ id, name: `FW-${id}`, hosts: [], files: [], senders: [], timeZone: 'UTC', format: null },
  ...more,
});
const fileBlock = (path: string) => ({
  ...{ bytes: new Uint8Array(), input: path, kind: 'file' as const },
  position: { identity: '1', path, offset: 0 },
});

test("a file is the device's that names its path, else the one's whose glob holds it", () => {
  const { originOf } = createOrigins(
    [device(1, { files: ['/log/*.log'] }), device(2, { files: ['/log/fw-2.log'] })],
    'UTC',
  );
  assert.equal(originOf(fileBlock('/log/fw-1.log'))?.deviceOf('')?.deviceId, 1);
  assert.equal(originOf(fileBlock('/log/fw-2.log'))?.deviceOf('')?.deviceId, 2);
});

test('a file of nobody has no origin, so that its lines wait; a sender of nobody has one, and is counted', () => {
  const { originOf } = createOrigins([device(1, { files: ['/log/fw-1.log'], hosts: ['FW-1'] })], 'UTC');
  assert.equal(originOf(fileBlock('/log/fw-2.log')), undefined);
  const origin = originOf({ bytes: new Uint8Array(), input: '192.0.2.1', kind: 'syslog', sender: '192.0.2.1' });
  assert.equal(origin?.deviceOf('fw-1')?.deviceId, 1);
  assert.equal(origin.deviceOf('fw-2'), undefined);
});
