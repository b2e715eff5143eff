import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { panosFilter } from './panosFilter.ts';

const record = {
  source: '192.0.2.1',
  destination: '203.0.113.7',
  destinationPort: 443,
  action: 'drop',
  rule: 'web in',
  user: '',
  type: 'TRAFFIC',
  severity: '',
  threatId: '',
};

describe('a PAN-OS log filter', () => {
  it('names addresses, port, action and rule', () => {
    assert.equal(
      panosFilter(record),
      "( addr.src in 192.0.2.1 ) and ( addr.dst in 203.0.113.7 ) and ( port.dst eq 443 ) and ( action eq drop ) and ( rule eq 'web in' )",
    );
  });

  it('names severity and threat of a threat record', () => {
    const threat = { ...record, destinationPort: 0, type: 'THREAT', severity: 'critical', threatId: '91991' };
    assert.equal(
      panosFilter(threat),
      "( addr.src in 192.0.2.1 ) and ( addr.dst in 203.0.113.7 ) and ( action eq drop ) and ( rule eq 'web in' ) and ( severity eq critical ) and ( threatid eq 91991 )",
    );
  });

  it('has IPv6 addresses and a user with its domain', () => {
    const filter = panosFilter({ ...record, source: '2001:db8::1', user: 'corp\\ann lee' });
    assert.match(filter, /addr\.src in 2001:db8::1 /);
    assert.match(filter, /\( user\.src eq 'corp\\ann lee' \)$/);
  });

  it('leaves out texts that would end their quotes or the line', () => {
    const hostile = ["x' ) or ( addr.src in 0.0.0.0/0", 'say "x"', 'one\ntwo', 'one\u2028two', 'a\u0000b', '\u202Eb'];
    for (const text of hostile) {
      const filter = panosFilter({ ...record, rule: text, user: text });
      assert.equal(
        filter,
        '( addr.src in 192.0.2.1 ) and ( addr.dst in 203.0.113.7 ) and ( port.dst eq 443 ) and ( action eq drop )',
        JSON.stringify(text),
      );
    }
  });

  it('leaves out words and numbers that are more than that', () => {
    const filter = panosFilter({
      ...record,
      type: 'threat',
      action: 'drop ) or ( x',
      severity: 'critical )',
      threatId: '1 or 2',
      source: '192.0.2.1 )',
    });
    assert.equal(filter, "( addr.dst in 203.0.113.7 ) and ( port.dst eq 443 ) and ( rule eq 'web in' )");
  });
});
