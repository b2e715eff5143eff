import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalDevice, clashesWith, deviceFaults } from '../../../detector/actions/devices/deviceRules.ts';
import {
  emptyRequest,
  fileFault,
  placeRequestFaults,
  requestFaults,
  requestOfFile,
  requestOfSender,
} from './deviceRequest.ts';

describe('a sender that nobody registered', () => {
  it('is registered by its host name, else by its address, with a name that will do', () => {
    const byHost = requestOfSender({ input: '192.0.2.1', host: '<b>fw/1</b>' });
    assert.deepEqual([byHost.name, byHost.hosts, byHost.senders], ['b-fw-1-b-', ['<b>fw/1</b>'], []]);
    assert.deepEqual(deviceFaults(canonicalDevice(byHost)), []);
    const byAddress = requestOfSender({ input: '192.0.2.1', host: '' });
    assert.deepEqual([byAddress.name, byAddress.senders], ['192.0.2.1', ['192.0.2.1']]);
    assert.deepEqual(requestOfSender({ input: 'loki', host: '' }).senders, []);
  });

  it('is registered by its file', () => {
    const { name, files } = requestOfFile('/var/log/Firewall/FW 9.log');
    assert.deepEqual([name, files], ['FW 9', ['/var/log/Firewall/FW 9.log']]);
  });
});

describe('a request', () => {
  it('is looked at as the detector does', () => {
    for (const name of ['', ' ', '-fw', 'fw/1', 'a'.repeat(65), 'fw-1', 'Brandmauer Süd 2']) {
      const request = { ...emptyRequest, name, hosts: ['fw'] };
      assert.equal(
        requestFaults(request).name === undefined,
        deviceFaults(canonicalDevice(request)).length === 0,
        name,
      );
    }
    assert.deepEqual(Object.keys(requestFaults({ ...emptyRequest, format: 'x' })), ['name', 'source', 'format']);
    assert.notEqual(fileFault('fw.log'), undefined);
    assert.equal(fileFault('/var/log/*.log'), undefined);
  });

  it("has the detector's sentences beside its fields", () => {
    const request = { name: '!', hosts: [' '], files: ['x'], senders: ['y'], timeZone: 'Mars', format: 'z' };
    const { byField, others } = placeRequestFaults([...deviceFaults(request), 'Something else.']);
    assert.deepEqual(Object.keys(byField).sort(), ['files', 'format', 'hosts', 'name', 'senders', 'timeZone']);
    assert.deepEqual(others, ['Something else.']);
    const taken = { ...emptyRequest, name: 'a', hosts: ['h'], files: ['/f*'], senders: ['192.0.2.1'] };
    const clashes = placeRequestFaults(clashesWith({ ...taken, files: ['/f*', '/*'] }, [taken]));
    assert.deepEqual([Object.keys(clashes.byField).sort(), clashes.others], [['files', 'hosts', 'senders'], []]);
  });
});
