import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { makeFolder } from '../../../tests/support/service.ts';
import { firewallRoutes } from '../contract/firewall.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import type { Input } from '../contract/contract.ts';
import { MendableError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import { ensureCertificate } from '../../publish/certificates.ts';
import { changeSettings } from '../../actions/settings/changeSettings.ts';
import { createFirewallHandlers } from './firewallHandlers.ts';

type Query = Input<'GET /firewall-commands'>['query'];

const serverNames = ['my_host', 'list.example.net', '192.0.2.10', 'localhost'];

async function open(
  t: TestContext,
  { isWorking = true, needsLogin = false, names = serverNames, configuredPort = 1514 } = {},
) {
  const context = await openApiContext(t);
  const certificate = await ensureCertificate({
    source: { kind: 'own', folder: await makeFolder(t), names },
    nowMs: context.clock.nowMs,
    log: createLog('silent'),
  });
  const { configuration } = context;
  const login = needsLogin ? { user: 'fw', password: 'secret' } : null;
  const handlers = createFirewallHandlers({
    ...context,
    configuration: {
      ...configuration,
      list: { ...configuration.list, login },
      syslog: { ...configuration.syslog, port: configuredPort, tlsPort: null },
    },
    list: { port: 9443, certificate },
    work: () => (isWorking ? { receivers: { ports: { syslog: 5514, syslogTls: 6600, loki: null } } } : undefined),
  });
  const ask = async (query: Query = {}) => {
    const answer = await handlers['GET /firewall-commands']({ query }, alice);
    createAnswerCheck(firewallRoutes['GET /firewall-commands'].answer)(answer);
    return answer;
  };
  return { ...context, ask };
}

suite('the commands for a firewall, asked for by a page', () => {
  test('are made for the name in the address of the list and for rsyslog', async (t) => {
    const { ask } = await open(t);
    const { request, warnings, steps, sensor, detectorPort } = await ask();
    assert.deepEqual(request, {
      address: 'list.example.net',
      name: 'ActiveDefense',
      zone: 'untrust',
      transport: 'udp',
      syslogPort: 514,
      denyRule: 'Active Defense Deny',
      listPort: 9443,
    });
    assert.deepEqual([warnings, detectorPort], [[], 5514]);
    assert.deepEqual(
      steps.map(({ key }) => key),
      ['log-profiles', 'logging', 'list', 'deny-rule'],
    );
    assert.ok(
      steps[2].commands.some((line) => line.endsWith(' url https://list.example.net:9443/files/blacklist.txt')),
    );
    assert.equal(sensor.key, 'sensor-rule');
  });

  test('go over TLS to the port that the detector listens on', async (t) => {
    const { ask } = await open(t);
    const { request, steps, warnings } = await ask({ transport: 'tls' });
    assert.deepEqual([request.syslogPort, warnings], [6600, []]);
    assert.ok(steps[0].commands.some((line) => line.endsWith(' port 6600')));
  });

  test('take what was given, and the deny rule of the settings', async (t) => {
    const { ask, actorOf } = await open(t);
    await changeSettings(actorOf(alice), { denyRule: ['Drop listed'] });
    const given = { address: '192.0.2.10', name: 'AD', zone: 'outside', transport: 'tcp', syslogPort: 5514 } as const;
    const { request, steps, warnings } = await ask(given);
    assert.deepEqual(request, { ...given, denyRule: 'Drop listed', listPort: 9443 });
    assert.deepEqual(warnings, []);
    assert.ok(
      steps[3].commands[0].startsWith('set rulebase security rules "Drop listed" from outside to any source AD'),
    );
  });

  test('come with what would keep the firewall from sending or enforcing', async (t) => {
    const { ask } = await open(t, { needsLogin: true });
    const { warnings } = await ask({ address: '198.51.100.1', syslogPort: 1514 });
    assert.equal(warnings.length, 3);
    assert.match(warnings[0], /certificate of the list is not for 198\.51\.100\.1.*ACTIVE_DEFENSE_LIST_NAMES/);
    assert.match(warnings[1], /takes logs on port 1514: send to port 514, or port 5514/);
    assert.match(warnings[2], /asks for a login/);
    const tls = await ask({ address: '192.0.2.10', transport: 'tls', syslogPort: 514 });
    assert.match(tls.warnings[0], /no logs over TLS on port 514: send to port 6600/);
    const own = [
      'localhost',
      'Fw.LocalHost',
      '127.0.0.2',
      '::ffff:127.0.0.1',
      '0.0.0.0',
      '::',
      '::1',
      '0:0:0:0:0:0:0:1',
    ];
    for (const address of own) {
      assert.match((await ask({ address })).warnings.join(), /leads a firewall to itself/);
    }
  });

  test('know the configured ports where another detector does the work', async (t) => {
    const { ask } = await open(t, { isWorking: false });
    assert.deepEqual((await ask({ syslogPort: 1514 })).warnings, []);
    const { detectorPort, warnings } = await ask({ transport: 'tls' });
    assert.equal(detectorPort, null);
    assert.match(warnings[0], /set ACTIVE_DEFENSE_SYSLOG_TLS_PORT/);
  });

  test('say nothing of a port that is any free one until another detector works', async (t) => {
    const { ask } = await open(t, { isWorking: false, configuredPort: 0 });
    assert.equal((await ask()).detectorPort, null);
  });

  test('are made for another name where a firewall does not take the one of the server', async (t) => {
    const only = async (...names: string[]) => (await (await open(t, { names })).ask()).request.address;
    assert.equal(await only('my_host', 'localhost', '::1', '192.0.2.10'), '192.0.2.10');
    assert.equal(await only('my_host', 'localhost'), 'localhost');
  });

  test('have the usual deny rule, and say so, where the settings have no name that a firewall takes', async (t) => {
    const { ask, actorOf } = await open(t);
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    await changeSettings(actorOf(alice), { denyRule: [id, 'Drop & log'] });
    const { request, warnings } = await ask();
    assert.equal(request.denyRule, 'Active Defense Deny');
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /"Drop & log" of the setting denyRule .* add that to the setting/);
    await changeSettings(actorOf(alice), { denyRule: ['Drop & log', 'Drop listed'] });
    const mended = await ask();
    assert.deepEqual([mended.request.denyRule, mended.warnings], ['Drop listed', []]);
    await changeSettings(actorOf(alice), { denyRule: [id] });
    assert.deepEqual((await ask()).warnings, []);
  });

  test('are refused for texts that could end a command', async (t) => {
    const { ask } = await open(t);
    await assert.rejects(
      ask({ zone: 'x"\ncommit', address: 'a b' }),
      (error) =>
        error instanceof MendableError &&
        error.code === 'firewall-name-wrong' &&
        error.message.split('\n').length === 2,
    );
  });
});
