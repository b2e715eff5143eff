import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { createLog } from '../../detector/log.ts';
import { ensureCertificate } from '../../detector/publish/certificates.ts';
import type { ServerCertificate } from '../../detector/publish/certificates.ts';
import { openListHolder } from '../../detector/publish/listHolder.ts';
import type { ListHolder } from '../../detector/publish/listHolder.ts';
import { createListServer } from '../../detector/publish/listServer.ts';
import type { ListServer, ListServerOptions, Poll } from '../../detector/publish/listServer.ts';

const run = promisify(execFile);

export const silentLog = createLog('silent');

/** A folder that is gone when the test is over. */
export async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface TestListener {
  readonly folder: string;
  readonly holder: ListHolder;
  readonly server: ListServer;
  readonly certificate: ServerCertificate;
  readonly polls: Poll[];
  readonly url: string;
  /** Runs the real curl, which trusts the listener's authority and nothing else; resolves with what it printed. */
  readonly curl: (...args: string[]) => Promise<string>;
}

/** A real listener on a free port of the loopback, with a certificate of its own. */
export async function openListener(t: TestContext, options: Partial<ListServerOptions> = {}): Promise<TestListener> {
  const folder = await makeFolder(t);
  const now = options.now ?? Date.now;
  const certificate = await ensureCertificate({
    source: { kind: 'own', folder, names: ['localhost', '127.0.0.1'] },
    nowMs: Date.now(),
    log: silentLog,
  });
  const holder = await openListHolder({ folder, now, log: silentLog });
  const polls: Poll[] = [];
  const server = await createListServer({
    host: '127.0.0.1',
    port: 0,
    certificate,
    holder,
    onPoll: (poll) => polls.push(poll),
    now,
    log: silentLog,
    ...options,
  });
  t.after(() => server.close());
  const trusted = join(folder, 'trusted.pem');
  await writeFile(trusted, certificate.authorityPem ?? '');
  const url = `https://localhost:${server.address.port}/files/blacklist.txt`;

  async function curl(...args: string[]): Promise<string> {
    const given = args.some((arg) => arg.startsWith('https://')) ? args : [...args, url];
    const { stdout } = await run('curl', ['-sS', '--ipv4', '--noproxy', '*', '--cacert', trusted, ...given]);
    return stdout;
  }

  return { folder, holder, server, certificate, polls, url, curl };
}

/** Resolves once the condition holds; the server works meanwhile. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

/** What OpenSSL's command line says; its complaints are part of the answer. */
export function openssl(...args: string[]): string {
  const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  return stdout + stderr;
}
