/**
 * The service as a process of its own, for tests that kill it. Beside the usual listeners it has one for pushed lines: a
 * request's body is handed on with its digest and answered with 204 once it is stored, with 503 when it is not.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { serve } from '../../detector/serve/serve.ts';
import type { Work } from '../../detector/pipeline/work.ts';
import { stopSignal } from '../../detector/cli/stopSignal.ts';
import { loadConfiguration } from '../../detector/setup/configuration.ts';
import { createLog } from '../../detector/log.ts';

const loaded = loadConfiguration(process.env, () => '');
if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
const { configuration } = loaded;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
let work: Work | undefined;

async function store(request: IncomingMessage): Promise<number> {
  const bytes = await buffer(request);
  if (work === undefined) return 503;
  await work.push({ bytes, input: 'push', kind: 'push' }, createHash('sha256').update(bytes).digest());
  return 204;
}

const listener = createServer((request, response) => {
  void store(request)
    .catch(() => 503)
    .then((status) => response.writeHead(status).end());
});
listener.listen(0, '127.0.0.1', () => {
  print(`Push:     http://127.0.0.1:${(listener.address() as AddressInfo).port}/`);
});

await serve({
  configuration,
  log: createLog(configuration.logLevel),
  now: Date.now,
  print,
  stop: stopSignal(Date.now),
  onWorking(started) {
    work = started;
    print('Working');
  },
});
listener.closeAllConnections();
listener.close();
