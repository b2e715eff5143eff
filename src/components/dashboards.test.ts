import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dashboardPath } from './dashboards.ts';

it('a dashboard is opened with what is filled in, whatever the text', () => {
  assert.equal(dashboardPath('health', undefined, undefined), '/d/active-defense-health');
  assert.equal(
    dashboardPath('attacker', '2001:db8::1', { from: 'now-6h', to: 'now' }),
    '/d/active-defense-attacker?var-address=2001%3Adb8%3A%3A1&from=now-6h&to=now',
  );
  const path = dashboardPath('firewalls', 'FW & 1=#?', undefined);
  assert.equal(new URL(path, 'http://grafana').searchParams.get('var-device'), 'FW & 1=#?');
});
