import {
  readCidrs,
  readDatabaseUrl,
  readHost,
  readNames,
  readPath,
  readPort,
  readPortOrOff,
  readText,
  readToken,
  readUser,
  readWholeNumber,
  readWord,
} from './readOption.ts';
import type { Reader } from './readOption.ts';

/** One thing that can be configured; this table makes validation, `--help` and the README's table. */
export interface ConfigurationOption<T> {
  readonly name: string;
  /** As it would be written; empty: none. */
  readonly defaultText: string;
  /** What a value is, to follow "it takes". */
  readonly takes: string;
  readonly does: string;
  /** Never shown, not in a fault either. */
  readonly secret?: true;
  readonly read: Reader<T>;
}

const onOrOff = ['on', 'off'] as const;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const option = <T>(value: ConfigurationOption<T>): ConfigurationOption<T> => value;

const hostOption = (value: Pick<ConfigurationOption<string>, 'name' | 'defaultText' | 'does'>) => ({
  ...value,
  takes: 'an address of this server, `::` for all of both families or `0.0.0.0` for all of IPv4',
  read: readHost,
});

const fileOption = (value: Pick<ConfigurationOption<string>, 'name' | 'does'>) => ({
  ...value,
  defaultText: '',
  takes: 'the path of a file',
  read: readPath,
});

const tokenOption = (value: Pick<ConfigurationOption<string>, 'name' | 'does'>) => ({
  ...value,
  defaultText: '',
  takes: 'at least 16 letters, digits and other visible ASCII characters',
  secret: true as const,
  read: readToken,
});

export const options = {
  databaseUrl: option({
    name: 'DATABASE_URL',
    defaultText: '',
    takes: 'an address like postgres://user:password@host:5432/database',
    does: 'PostgreSQL 15 or newer to use; without it the embedded one is started',
    secret: true,
    read: readDatabaseUrl,
  }),
  dataDir: option({
    name: 'ACTIVE_DEFENSE_DATA_DIR',
    defaultText: 'data',
    takes: 'the path of a folder',
    does: 'Holds the embedded database, the last good list and certificates; made when missing',
    read: readPath,
  }),
  listHost: hostOption({
    name: 'ACTIVE_DEFENSE_LIST_HOST',
    defaultText: '::',
    does: 'Where the list is served',
  }),
  listPort: option({
    name: 'ACTIVE_DEFENSE_LIST_PORT',
    defaultText: '8443',
    takes: 'a port from 1 to 65535, or 0 for any free one',
    does: 'HTTPS port of the list',
    read: readPort,
  }),
  listCertificate: option({
    name: 'ACTIVE_DEFENSE_LIST_CERTIFICATE',
    defaultText: '',
    takes: 'the path of a PEM file',
    does: 'Your own certificate with its chain; without it one is made, under a CA that is made, too',
    read: readPath,
  }),
  listKey: option({
    name: 'ACTIVE_DEFENSE_LIST_KEY',
    defaultText: '',
    takes: 'the path of a PEM file',
    does: 'Private key of that certificate',
    read: readPath,
  }),
  listNames: option({
    name: 'ACTIVE_DEFENSE_LIST_NAMES',
    defaultText: '',
    takes: 'DNS names and addresses with commas between',
    does: "What else the made certificate is valid for, beside the server's own names",
    read: readNames,
  }),
  listUser: option({
    name: 'ACTIVE_DEFENSE_LIST_USER',
    defaultText: '',
    takes: 'a name without colons and control characters',
    does: 'User that must log in to fetch the list; without it nobody must',
    read: readUser,
  }),
  listPassword: option({
    name: 'ACTIVE_DEFENSE_LIST_PASSWORD',
    defaultText: '',
    takes: 'a text without control characters',
    does: 'Password of that user',
    secret: true,
    read: readText,
  }),
  listClients: option({
    name: 'ACTIVE_DEFENSE_LIST_CLIENTS',
    defaultText: '',
    takes: 'addresses and CIDR ranges with commas between',
    does: 'Who may fetch the list; without it everybody may',
    read: readCidrs,
  }),
  syslogHost: hostOption({
    name: 'ACTIVE_DEFENSE_SYSLOG_HOST',
    defaultText: '::',
    does: 'Where syslog is received',
  }),
  syslogPort: option({
    name: 'ACTIVE_DEFENSE_SYSLOG_PORT',
    defaultText: '5514',
    takes: 'a port from 1 to 65535, 0 for any free one, or `off`',
    does: 'Syslog port for UDP and TCP',
    read: readPortOrOff,
  }),
  syslogTlsPort: option({
    name: 'ACTIVE_DEFENSE_SYSLOG_TLS_PORT',
    defaultText: '6514',
    takes: 'a port from 1 to 65535, 0 for any free one, or `off`',
    does: 'Syslog port for TLS',
    read: readPortOrOff,
  }),
  lokiHost: hostOption({
    name: 'ACTIVE_DEFENSE_LOKI_HOST',
    defaultText: '127.0.0.1',
    does: 'Where Loki clients such as Grafana Alloy push lines to',
  }),
  lokiPort: option({
    name: 'ACTIVE_DEFENSE_LOKI_PORT',
    defaultText: '3500',
    takes: 'a port from 1 to 65535, 0 for any free one, or `off`',
    does: 'Port of Loki push',
    read: readPortOrOff,
  }),
  lokiTls: option({
    name: 'ACTIVE_DEFENSE_LOKI_TLS',
    defaultText: 'off',
    takes: 'one of on, off',
    does: "Whether that port speaks HTTPS, with the list's certificate; off: HTTP",
    read: readWord(onOrOff),
  }),
  lokiToken: tokenOption({
    name: 'ACTIVE_DEFENSE_LOKI_TOKEN',
    does: 'What Loki clients have to show; without it one is made and kept in the data folder',
  }),
  lokiTokenFile: fileOption({
    name: 'ACTIVE_DEFENSE_LOKI_TOKEN_FILE',
    does: 'A file that holds that token instead',
  }),
  apiHost: hostOption({
    name: 'ACTIVE_DEFENSE_API_HOST',
    defaultText: '127.0.0.1',
    does: 'Where Grafana reaches the API; without TLS, so keep it on this server or behind a proxy',
  }),
  apiPort: option({
    name: 'ACTIVE_DEFENSE_API_PORT',
    defaultText: '8484',
    takes: 'a port from 1 to 65535, 0 for any free one, or `off`',
    does: 'HTTP port of the API',
    read: readPortOrOff,
  }),
  apiToken: tokenOption({
    name: 'ACTIVE_DEFENSE_API_TOKEN',
    does: 'What Grafana has to show to the API; without it one is made and kept in the data folder',
  }),
  apiTokenFile: fileOption({
    name: 'ACTIVE_DEFENSE_API_TOKEN_FILE',
    does: 'A file that holds that token instead',
  }),
  readerPassword: tokenOption({
    name: 'ACTIVE_DEFENSE_READER_PASSWORD',
    does: 'Makes the database role `active_defense_reader` with this password, which dashboards read with',
  }),
  readerPasswordFile: fileOption({
    name: 'ACTIVE_DEFENSE_READER_PASSWORD_FILE',
    does: 'A file that holds that password instead',
  }),
  logFolder: option({
    name: 'ACTIVE_DEFENSE_LOG_FOLDER',
    defaultText: '/var/log/Firewall',
    takes: 'the path of a folder',
    does: 'Looked into for log files that nobody registered',
    read: readPath,
  }),
  maxContacts: option({
    name: 'ACTIVE_DEFENSE_MAX_CONTACTS',
    defaultText: '2097152',
    takes: 'a whole number from 1024 to 67108864',
    does: 'Contacts that the windows of each case hold; more costs memory, fewer lets slow scanners go in a flood',
    read: readWholeNumber(1_024, 67_108_864),
  }),
  logLevel: option({
    name: 'ACTIVE_DEFENSE_LOG_LEVEL',
    defaultText: 'info',
    takes: `one of ${logLevels.join(', ')}`,
    does: 'How much is logged, on standard error',
    read: readWord(logLevels),
  }),
};

/** Names the file that the others may stand in, and so can't stand in it itself. */
export const fileVariable = 'ACTIVE_DEFENSE_CONFIG';
const fileDoes = 'A file with lines NAME=VALUE for any of these; the environment wins';

const all: readonly ConfigurationOption<unknown>[] = Object.values(options);

/** The options as the README shows them. */
export function optionsTableMarkdown(): string {
  const rows = all.map(({ name, defaultText, takes, does }) => {
    const shown = defaultText === '' ? '' : `\`${defaultText}\``;
    return `| \`${name}\` | ${shown} | ${does} | ${takes} |`;
  });
  const file = `| \`${fileVariable}\` |  | ${fileDoes} | the path of a file |`;
  return ['| Variable | Default | What it does | It takes |', '| --- | --- | --- | --- |', ...rows, file].join('\n');
}

/** The options as `--help` shows them. */
export function optionsHelp(): string {
  const entries = all.map(({ name, defaultText, takes, does }) => {
    const shown = defaultText === '' ? '' : ` (default ${defaultText})`;
    return `  ${name}\n      ${does}${shown}; ${takes}.`;
  });
  const file = `  ${fileVariable}\n      ${fileDoes}.`;
  return ['Environment variables:', ...entries, file].join('\n');
}
