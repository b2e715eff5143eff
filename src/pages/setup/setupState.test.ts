import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { portFault, setupQuery } from './setupState.ts';

const empty = { address: '', transport: '', port: '', zone: '', name: '' };

describe('what the set-up page asks for', () => {
  it('is what is usual where the URL has nothing', () => {
    assert.deepEqual(setupQuery(empty), { transport: 'udp' });
  });

  it('is what the URL has, the port as a number', () => {
    assert.deepEqual(
      setupQuery({ address: '192.0.2.10', transport: 'tls', port: '6514', zone: 'outside', name: 'AD' }),
      { address: '192.0.2.10', transport: 'tls', syslogPort: 6514, zone: 'outside', name: 'AD' },
    );
  });

  it('leaves out a transport and a port that are none', () => {
    for (const port of ['0', '65536', '-1', '5e3', 'ssh', '123456']) {
      assert.ok(portFault(port) !== undefined, port);
      assert.deepEqual(setupQuery({ ...empty, transport: 'sctp', port }), { transport: 'udp' });
    }
  });
});
