import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { waitUntil } from './waitUntil.ts';

export interface Rsyslog {
  /** Where it receives syslog over TCP on 127.0.0.1. */
  readonly port: number;
  /** What logrotate does after it has renamed a file. */
  reopenFiles(): void;
  /** Ends it in order: what it was given is written before. */
  stop(): Promise<void>;
}

/** Rules that write each host's lines to its own file, as the installation guide has it. */
export function hostFileRules(
  folder: string,
  template: 'RSYSLOG_FileFormat' | 'RSYSLOG_TraditionalFileFormat',
): string {
  return [
    `template(name="hostFile" type="string" string="${folder}/%HOSTNAME%.log")`,
    `action(type="omfile" dynaFile="hostFile" template="${template}")`,
  ].join('\n');
}

/** Starts rsyslogd on loopback with rules of its own, in a folder of its own; the test's end ends it. */
export async function startRsyslog(t: TestContext, folder: string, rules: string): Promise<Rsyslog> {
  const work = join(folder, 'rsyslog');
  const portFile = join(work, 'port');
  mkdirSync(work);
  const config = [
    `global(workDirectory="${work}" maxMessageSize="64k")`,
    'module(load="imtcp")',
    rules,
    `input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="${portFile}")`,
  ];
  return await runRsyslog(t, work, { config: config.join('\n') + '\n', portFile });
}

/** Runs rsyslogd on a whole configuration that tells its port in a file; the test's end ends it. */
export async function runRsyslog(
  t: TestContext,
  work: string,
  { config, portFile }: { readonly config: string; readonly portFile: string },
): Promise<Rsyslog> {
  writeFileSync(join(work, 'rsyslog.conf'), config);
  rmSync(portFile, { force: true });
  const child = spawn('rsyslogd', ['-n', '-f', join(work, 'rsyslog.conf'), '-i', join(work, 'pid')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  t.after(stop);
  const port = () => Number(readIfThere(portFile));
  await waitUntil('rsyslogd listens', () => {
    if (child.exitCode !== null) throw new Error(`rsyslogd ended: ${complaints}`);
    return port() > 0;
  });
  return { port: port(), reopenFiles: () => void child.kill('SIGHUP'), stop };
}

/** Opens a connection to send syslog by; its end is the test's. */
export async function connectTo(t: TestContext, port: number): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port });
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Writes all of a text, waiting where the receiver is slow. */
export async function send(socket: Socket, text: string): Promise<void> {
  if (!socket.write(text)) await once(socket, 'drain');
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
