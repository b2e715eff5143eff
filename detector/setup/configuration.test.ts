import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfiguration } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { optionsHelp, optionsTableMarkdown } from './configurationOptions.ts';

const noFile = (): never => assert.fail('no file is named');

function accepted(environment: Record<string, string>, file?: string): Configuration {
  const loaded = loadConfiguration(environment, file === undefined ? noFile : () => file);
  assert.ok('configuration' in loaded, JSON.stringify(loaded));
  return loaded.configuration;
}

function refused(environment: Record<string, string>, file?: string): readonly string[] {
  const loaded = loadConfiguration(environment, file === undefined ? noFile : () => file);
  assert.ok('faults' in loaded);
  return loaded.faults;
}

test('an empty environment gives the defaults', () => {
  const configuration = accepted({ PATH: '/bin', ACTIVE_DEFENSE_LIST_USER: '' });
  const { dataDir, ...rest } = configuration;
  assert.match(dataDir, /^\/.*\/data$/);
  assert.deepEqual(rest, {
    databaseUrl: null,
    list: { host: '::', port: 8443, certificate: null, names: [], login: null, clients: [] },
    syslog: { host: '::', port: 5514, tlsPort: 6514 },
    loki: { host: '127.0.0.1', port: 3500, tls: false, token: null, tokenFile: null },
    api: { host: '127.0.0.1', port: 8484, token: null, tokenFile: null },
    reader: { password: null, passwordFile: null },
    logFolder: '/var/log/Firewall',
    maxContacts: 2_097_152,
    logLevel: 'info',
  });
});

test('every option is read', () => {
  const { list, syslog, loki, api, ...rest } = accepted({
    DATABASE_URL: 'postgres://me:secret@db/active',
    ACTIVE_DEFENSE_DATA_DIR: '/srv/data',
    ACTIVE_DEFENSE_LIST_HOST: '192.0.2.1',
    ACTIVE_DEFENSE_LIST_PORT: '0',
    ACTIVE_DEFENSE_LIST_CERTIFICATE: '/etc/list.pem',
    ACTIVE_DEFENSE_LIST_KEY: '/etc/list.key',
    ACTIVE_DEFENSE_LIST_NAMES: 'list.example.com, 192.0.2.1,2001:db8::1',
    ACTIVE_DEFENSE_LIST_USER: 'firewall',
    ACTIVE_DEFENSE_LIST_PASSWORD: 'a:b#c',
    ACTIVE_DEFENSE_LIST_CLIENTS: '192.0.2.7, 2001:db8::/32',
    ACTIVE_DEFENSE_SYSLOG_HOST: '127.0.0.1',
    ACTIVE_DEFENSE_SYSLOG_PORT: 'off',
    ACTIVE_DEFENSE_SYSLOG_TLS_PORT: '0',
    ACTIVE_DEFENSE_LOKI_HOST: '::',
    ACTIVE_DEFENSE_LOKI_PORT: '3100',
    ACTIVE_DEFENSE_LOKI_TLS: 'on',
    ACTIVE_DEFENSE_LOKI_TOKEN_FILE: '/run/loki',
    ACTIVE_DEFENSE_API_HOST: '::1',
    ACTIVE_DEFENSE_API_PORT: 'off',
    ACTIVE_DEFENSE_API_TOKEN: '0123456789abcdef',
    ACTIVE_DEFENSE_READER_PASSWORD_FILE: '/run/reader',
    ACTIVE_DEFENSE_LOG_FOLDER: '/logs',
    ACTIVE_DEFENSE_MAX_CONTACTS: '4096',
    ACTIVE_DEFENSE_LOG_LEVEL: 'debug',
  });
  assert.deepEqual(list.names, ['list.example.com', '192.0.2.1', '2001:db8::1']);
  assert.deepEqual(list.login, { user: 'firewall', password: 'a:b#c' });
  assert.deepEqual(list.certificate, { certificateFile: '/etc/list.pem', keyFile: '/etc/list.key' });
  assert.deepEqual([list.host, list.port, list.clients.length], ['192.0.2.1', 0, 2]);
  assert.deepEqual(syslog, { host: '127.0.0.1', port: null, tlsPort: 0 });
  assert.deepEqual(loki, { host: '::', port: 3100, tls: true, token: null, tokenFile: '/run/loki' });
  assert.deepEqual(api, { host: '::1', port: null, token: '0123456789abcdef', tokenFile: null });
  assert.deepEqual(Object.values(rest), [
    'postgres://me:secret@db/active',
    '/srv/data',
    { password: null, passwordFile: '/run/reader' },
    '/logs',
    4096,
    'debug',
  ]);
});

test('names all faults at once, each with what was given, what is allowed and how to mend it', () => {
  const faults = refused({
    ACTIVE_DEFENSE_LIST_PORT: '99999',
    ACTIVE_DEFENSE_LIST_PROT: '8443',
    ACTIVE_DEFENSE_LIST_USER: 'firewall',
  });
  assert.deepEqual(faults, [
    'ACTIVE_DEFENSE_LIST_PROT is not known: did you mean ACTIVE_DEFENSE_LIST_PORT? If not, leave it out.',
    'ACTIVE_DEFENSE_LIST_PORT is "99999": it takes a port from 1 to 65535, or 0 for any free one. Set it so, or leave it out for 8443.',
    'ACTIVE_DEFENSE_LIST_USER is set, but ACTIVE_DEFENSE_LIST_PASSWORD is not: set both or none.',
  ]);
});

for (const [name, text] of [
  ['DATABASE_URL', 'mysql://host/db'],
  ['ACTIVE_DEFENSE_LIST_HOST', 'example.com'],
  ['ACTIVE_DEFENSE_LIST_PORT', '-1'],
  ['ACTIVE_DEFENSE_LIST_PORT', '8443.5'],
  ['ACTIVE_DEFENSE_LIST_PORT', 'off'],
  ['ACTIVE_DEFENSE_LIST_NAMES', 'good.example,bad_name!'],
  ['ACTIVE_DEFENSE_LIST_CLIENTS', '192.0.2.0/33'],
  ['ACTIVE_DEFENSE_SYSLOG_PORT', 'none'],
  ['ACTIVE_DEFENSE_LOKI_TLS', 'yes'],
  ['ACTIVE_DEFENSE_LOKI_TOKEN', 'too-short'],
  ['ACTIVE_DEFENSE_API_HOST', 'localhost'],
  ['ACTIVE_DEFENSE_API_TOKEN', 'too-short'],
  ['ACTIVE_DEFENSE_MAX_CONTACTS', '1000'],
  ['ACTIVE_DEFENSE_LOG_LEVEL', 'INFO'],
] as const) {
  test(`refuses ${name}=${text}`, () => {
    const faults = refused({ [name]: text });
    assert.equal(faults.length, 1);
    assert.ok(faults[0]?.startsWith(`${name} `));
  });
}

test('never shows a secret', () => {
  const faults = refused({
    DATABASE_URL: 'nonsense:hunter2',
    ACTIVE_DEFENSE_LIST_PASSWORD: 'hunter2\n',
    ACTIVE_DEFENSE_API_TOKEN: 'hunter2',
    ACTIVE_DEFENSE_LOKI_TOKEN: 'hunter2',
  });
  assert.doesNotMatch(faults.join(), /hunter2/);
});

test('refuses one port for two listeners', () => {
  assert.match(refused({ ACTIVE_DEFENSE_SYSLOG_PORT: '8443' }).join(), /LIST_PORT and .*SYSLOG_PORT are both 8443/);
});

test('takes the token of the API from one place only', () => {
  assert.equal(accepted({ ACTIVE_DEFENSE_API_TOKEN_FILE: '/run/token' }).api.tokenFile, '/run/token');
  const both = { ACTIVE_DEFENSE_API_TOKEN: '0123456789abcdef', ACTIVE_DEFENSE_API_TOKEN_FILE: '/run/token' };
  assert.match(refused(both).join(), /API_TOKEN and .*API_TOKEN_FILE are both set/);
});

test('reads a file, and the environment wins', () => {
  const file =
    '# ours\nACTIVE_DEFENSE_LIST_PORT=9443\nexport ACTIVE_DEFENSE_LOG_LEVEL="warn"\n\nACTIVE_DEFENSE_LIST_USER=a\nACTIVE_DEFENSE_LIST_PASSWORD="x#y" # why\n';
  const { list, logLevel } = accepted(
    { ACTIVE_DEFENSE_CONFIG: '/etc/ad.env', ACTIVE_DEFENSE_LOG_LEVEL: 'error' },
    file,
  );
  assert.deepEqual([list.port, logLevel, list.login?.password], [9443, 'error', 'x#y']);
});

test('names the lines of a file that would be passed over or cut', () => {
  const faults = refused(
    { ACTIVE_DEFENSE_CONFIG: '/etc/ad.env' },
    'ACTIVE_DEFENSE_LIST_PORT 9443\nOTHER=1\nACTIVE_DEFENSE_LIST_USER=a\nACTIVE_DEFENSE_LIST_PASSWORD=x#y\nACTIVE_DEFENSE_LOKI_TOKEN_FILE=with #x\n',
  );
  assert.equal(faults.length, 4);
  assert.match(faults[0] ?? '', /^Line 1 of \/etc\/ad\.env is not NAME=VALUE/);
  assert.match(faults[1] ?? '', /^Line 4 of .* in quotes/);
  assert.match(faults[2] ?? '', /^Line 5 of .* in quotes, and a comment on a line of its own/);
  assert.match(faults[3] ?? '', /^OTHER is not known/);
});

test('says that the file can not be read', () => {
  const loaded = loadConfiguration({ ACTIVE_DEFENSE_CONFIG: '/nowhere/ad.env' }, (path) => readFileSync(path, 'utf8'));
  assert.ok('faults' in loaded);
  assert.match(
    loaded.faults.join(),
    /names \/nowhere\/ad\.env, which can't be read \(there is no such file or folder\)/,
  );
});

test('help and the README show every option', (t) => {
  for (const name of ['DATABASE_URL', 'ACTIVE_DEFENSE_LIST_CLIENTS', 'ACTIVE_DEFENSE_LOG_LEVEL']) {
    assert.ok(optionsHelp().includes(name));
    assert.ok(optionsTableMarkdown().includes(`| \`${name}\` |`));
  }
  let readme = '';
  try {
    readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  } catch {
    t.skip('no README.md yet');
    return;
  }
  assert.ok(squeeze(readme).includes(squeeze(optionsTableMarkdown())), 'README.md lacks optionsTableMarkdown()');
});

/** Prettier pads the columns of a table. */
function squeeze(text: string): string {
  return text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
}
