import { userInfo } from 'node:os';
import type { Io } from './io.ts';
import { visibleText } from './visibleText.ts';

const clearLine = '\r\u001b[2K';

/** The process's own streams, clock, environment and user. */
export function createProcessIo(): Io {
  const { stdout, stderr } = process;
  let progress = '';

  function show(text: string): void {
    if (!stderr.isTTY || text === progress) return;
    stderr.write(`${clearLine}${visibleText(text)}`);
    progress = text;
  }

  function write(stream: NodeJS.WritableStream, line: string): void {
    show('');
    stream.write(`${visibleText(line)}\n`);
  }

  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return {
    env: process.env,
    now: Date.now,
    actor: `cli:${loginName()}`,
    print: (line) => write(stdout, line),
    remark: (line) => write(stderr, line),
    progress: show,
    // Opened only when it is read.
    get stdin() {
      return process.stdin;
    },
  };
}

/** Who reads the answer may stop early, as `| head` does. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** A container may run under a number that has no name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
