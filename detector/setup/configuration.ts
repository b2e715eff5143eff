import { readConfigurationFile } from './configurationFile.ts';
import { fileVariable, options } from './configurationOptions.ts';
import type { ConfigurationOption } from './configurationOptions.ts';
import type { Cidr } from '../model/cidr.ts';
import { nearestName } from './nearestName.ts';
import type { Reader } from './readOption.ts';

/** What the environment says, checked whole. Paths are absolute; a port of 0 is any free one, null is off. */
export interface Configuration {
  /** Null: the embedded server. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly list: {
    readonly host: string;
    readonly port: number;
    /** Null: made by the product. */
    readonly certificate: { readonly certificateFile: string; readonly keyFile: string } | null;
    readonly names: readonly string[];
    readonly login: { readonly user: string; readonly password: string } | null;
    /** Empty: everybody. */
    readonly clients: readonly Cidr[];
  };
  readonly syslog: { readonly host: string; readonly port: number | null; readonly tlsPort: number | null };
  /** Of Loki push; token and file both null: one is made, in the data folder. */
  readonly loki: {
    readonly host: string;
    readonly port: number | null;
    readonly tls: boolean;
    readonly token: string | null;
    readonly tokenFile: string | null;
  };
  readonly api: {
    readonly host: string;
    readonly port: number | null;
    /** Both null: one is made, in the data folder. */
    readonly token: string | null;
    readonly tokenFile: string | null;
  };
  /** Of the role that dashboards read with; both null: none is made. */
  readonly reader: { readonly password: string | null; readonly passwordFile: string | null };
  readonly logFolder: string;
  readonly maxContacts: number;
  readonly logLevel: string;
}

export type LoadedConfiguration = { readonly configuration: Configuration } | { readonly faults: readonly string[] };

type Texts = Readonly<Record<string, string | undefined>>;
type Options = typeof options;
type Values = { readonly [Key in keyof Options]: Options[Key] extends { read: Reader<infer T> } ? T | null : never };

const prefix = 'ACTIVE_DEFENSE_';
const names = Object.values(options).map(({ name }) => name);

/** Reads the environment and the file that it may name; names every fault at once, or none. */
export function loadConfiguration(environment: Texts, readFile: (path: string) => string): LoadedConfiguration {
  const path = environment[fileVariable] ?? '';
  const file = path === '' ? { values: {}, faults: [] } : readConfigurationFile(path, readFile);
  const faults = [
    ...file.faults,
    ...unknownNames(Object.keys(environment).filter((name) => name.startsWith(prefix) && name !== fileVariable)),
    ...unknownNames(Object.keys(file.values)),
  ];
  const set = Object.entries(environment).filter(([, text]) => text !== undefined && text !== '');
  const texts = { ...file.values, ...Object.fromEntries(set) };
  const values = readOptions(texts, faults);
  checkTogether(values, texts, faults);
  return faults.length > 0 ? { faults } : { configuration: build(values) };
}

function unknownNames(given: readonly string[]): string[] {
  return given
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = nearestName(name, names);
      if (near === undefined) return `${name} is not known: leave it out. --help names all that are.`;
      return `${name} is not known: did you mean ${near}? If not, leave it out.`;
    });
}

function readOptions(texts: Texts, faults: string[]): Values {
  const read = ([key, option]: [string, ConfigurationOption<unknown>]): [string, unknown] => {
    const given = texts[option.name] ?? '';
    const text = given === '' ? option.defaultText : given;
    if (text === '') return [key, null];
    const reading = option.read(text);
    if ('value' in reading) return [key, reading.value];
    faults.push(faultOf(option, text, reading.fault));
    return [key, null];
  };
  return Object.fromEntries(Object.entries(options).map(read)) as Values;
}

function faultOf(option: ConfigurationOption<unknown>, text: string, detail: string): string {
  const { name, takes, secret, defaultText } = option;
  const given = secret === true ? 'has a value (not shown) that it does not take' : `is ${JSON.stringify(text)}`;
  const why = detail === '' ? '' : ` (${detail})`;
  const otherwise = defaultText === '' ? 'leave it out' : `leave it out for ${defaultText}`;
  return `${name} ${given}${why}: it takes ${takes}. Set it so, or ${otherwise}.`;
}

function checkTogether(values: Values, texts: Texts, faults: string[]): void {
  const pairs = [
    [options.listCertificate.name, options.listKey.name],
    [options.listUser.name, options.listPassword.name],
  ] as const;
  for (const pair of pairs) {
    const missing = pair.find((name) => (texts[name] ?? '') === '');
    const present = pair.find((name) => (texts[name] ?? '') !== '');
    if (missing === undefined || present === undefined) continue;
    faults.push(`${present} is set, but ${missing} is not: set both or none.`);
  }
  const secrets = [
    ['apiToken', 'apiTokenFile'],
    ['lokiToken', 'lokiTokenFile'],
    ['readerPassword', 'readerPasswordFile'],
  ] as const;
  for (const [secret, file] of secrets) {
    if (values[secret] === null || values[file] === null) continue;
    faults.push(`${options[secret].name} and ${options[file].name} are both set: set one of them.`);
  }
  const ports = (['listPort', 'syslogPort', 'syslogTlsPort', 'lokiPort', 'apiPort'] as const).map(
    (key) => [options[key].name, values[key]] as const,
  );
  for (const [index, [name, port]] of ports.entries()) {
    const same = ports.slice(0, index).find(([, other]) => other === port && port !== 0 && port !== null);
    if (same !== undefined) faults.push(`${same[0]} and ${name} are both ${port}: each needs a port of its own.`);
  }
}

function build(values: Values): Configuration {
  const { listCertificate: certificateFile, listKey: keyFile, listUser: user, listPassword: password } = values;
  return {
    databaseUrl: values.databaseUrl,
    dataDir: present(values.dataDir),
    list: {
      host: present(values.listHost),
      port: present(values.listPort),
      certificate: certificateFile === null || keyFile === null ? null : { certificateFile, keyFile },
      names: values.listNames ?? [],
      login: user === null || password === null ? null : { user, password },
      clients: values.listClients ?? [],
    },
    syslog: { host: present(values.syslogHost), port: values.syslogPort, tlsPort: values.syslogTlsPort },
    loki: {
      host: present(values.lokiHost),
      port: values.lokiPort,
      tls: values.lokiTls === 'on',
      token: values.lokiToken,
      tokenFile: values.lokiTokenFile,
    },
    api: {
      host: present(values.apiHost),
      port: values.apiPort,
      token: values.apiToken,
      tokenFile: values.apiTokenFile,
    },
    reader: { password: values.readerPassword, passwordFile: values.readerPasswordFile },
    logFolder: present(values.logFolder),
    maxContacts: present(values.maxContacts),
    logLevel: present(values.logLevel),
  };
}

/** An option with a default always has a value when there was no fault. */
function present<T>(value: T | null): T {
  if (value === null) throw new Error('an option without a default was taken for one that has');
  return value;
}
