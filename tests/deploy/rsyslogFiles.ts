import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const deployed = fileURLToPath(new URL('../../deploy/rsyslog/', import.meta.url));

export const rsyslogFiles = ['60-active-defense.conf', 'forward-tcp.conf', 'forward-tls.conf'] as const;

export function readRsyslogFile(name: (typeof rsyslogFiles)[number]): string {
  return readFileSync(join(deployed, name), 'utf8');
}

/** Puts other texts into a configuration, each of which has to be there. */
export function replaceAll(config: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The configuration lacks ${from}`);
    return text.replaceAll(from, to);
  }, config);
}

/** The inputs on ports of their own, that of TCP told in a file. */
export async function onFreePorts(config: string, portFile: string): Promise<{ config: string; udpPort: number }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port: udpPort } = socket.address();
  socket.close();
  const moved = replaceAll(config, {
    'input(type="imudp" port="514"': `input(type="imudp" address="127.0.0.1" port="${udpPort}"`,
    'input(type="imtcp" port="514"': `input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="${portFile}"`,
  });
  return { config: moved, udpPort };
}

/**
 * What Ubuntu 24.04 sets in rsyslog.conf and 50-default.conf, written anew, with logs and spool in a folder of the test's
 * own; left out are the kernel's log, the socket of this machine and the change to another user.
 */
export function ubuntuConfig(folder: string, included: string): string {
  const rules = join(folder, 'rsyslog.d');
  const logs = join(folder, 'log');
  for (const path of [rules, logs, join(folder, 'spool')]) mkdirSync(path, { recursive: true });
  const defaults = [
    `auth,authpriv.* ${logs}/auth.log`,
    `*.*;auth,authpriv.none -${logs}/syslog`,
    `kern.* -${logs}/kern.log`,
    `mail.* -${logs}/mail.log`,
    '*.emerg :omusrmsg:*',
  ];
  writeFileSync(join(rules, '50-default.conf'), `${defaults.join('\n')}\n`);
  writeFileSync(join(rules, '60-active-defense.conf'), included);
  const main = [
    'module(load="imuxsock" SysSock.Use="off")',
    '$RepeatedMsgReduction on',
    '$FileCreateMode 0640',
    '$DirCreateMode 0755',
    '$Umask 0022',
    `$WorkDirectory ${folder}/spool`,
    `$IncludeConfig ${rules}/*.conf`,
  ];
  return `${main.join('\n')}\n`;
}

/** Fails with what rsyslogd complains of, warnings too. */
export function checkConfig(folder: string, config: string): void {
  const path = join(folder, 'checked.conf');
  writeFileSync(path, config);
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  execFileSync(
    'sh',
    ['-c', `rsyslogd -N1 -f "$1" 2>&1 | tee "$1.out"; ! grep -v 'config validation run' "$1.out"`, 'sh', path],
    { env },
  );
}
