import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitUntil } from '../support/waitUntil.ts';
import { environmentFor } from '../support/service.ts';

/** The service in a process of its own. */
export interface ChildService {
  /** Where lines can be pushed; undefined while it starts and after its end. */
  pushUrl(): string | undefined;
  /** The port of Loki push; undefined while it starts and after its end. */
  lokiPort(): number | undefined;
  /** Resolves once it has said this line, or one that begins with it, `times` over. */
  said(words: string, times?: number): Promise<void>;
  /** The port of the list's listener, once it is open. */
  listPort(): Promise<number>;
  send(signal: 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves with the exit status, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly connectionString: string;
  readonly dataDir: string;
}

/** Starts the service; whoever starts it has to kill it, however the test ends. */
export function startChild({ connectionString, dataDir }: ChildOptions): ChildService {
  const child = fork(join(import.meta.dirname, 'serviceProcess.ts'), {
    silent: true,
    env: { ...environmentFor(connectionString, dataDir), ACTIVE_DEFENSE_LOG_LEVEL: 'warn' },
  });
  let output = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  let isGone = false;
  const ended = once(child, 'exit').then(([status]) => {
    isGone = true;
    return status as number | null;
  });

  async function said(words: string, times = 1): Promise<void> {
    await waitUntil(`the service says "${words}"`, () => {
      if (output.split('\n').filter((line) => line.startsWith(words)).length >= times) return true;
      if (isGone) throw new Error(`The service ended before it said "${words}":\n${output}${complaints}`);
      return false;
    });
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  return {
    pushUrl: () => (isGone ? undefined : /^Push: +(\S+)$/m.exec(output)?.[1]),
    lokiPort() {
      const port = /^Intake: .*Loki push on port (\d+)/m.exec(output)?.[1];
      return isGone || port === undefined ? undefined : Number(port);
    },
    said,
    async listPort() {
      await said('List:');
      return Number(/^List: .*localhost:(\d+)/m.exec(output)?.[1]);
    },
    send: (signal) => void child.kill(signal),
    ended,
    kill,
  };
}
