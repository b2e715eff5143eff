import type { Configuration } from '../setup/configuration.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { openSink } from '../simulate/sinks.ts';
import { sendTraffic } from '../simulate/sendTraffic.ts';
import { createTraffic, simulatedNetworks } from '../simulate/traffic.ts';
import { listBlocks } from '../store/blacklist/blocks.ts';
import { listDevices } from '../store/devices.ts';
import { addDevice } from '../actions/devices/addDevice.ts';
import { createDemoFirewall } from './demoFirewall.ts';
import type { DemoFirewallOptions } from './demoFirewall.ts';
import { changeSettings } from '../actions/settings/changeSettings.ts';
import type { Actor } from '../actions/actor.ts';
import { pause } from '../time/pause.ts';
import type { Work } from '../pipeline/work.ts';

const host = 'DEMO-FW';
const ratePerSecond = 100;
/** Twenty minutes of traffic; a demo that is left running does not fill the disk. */
const lines = 120_000;
const pollEveryMs = 5_000;
const lookEveryMs = 500;
const blocksShown = 1_000;

/** The same configuration with a data folder of its own: nothing of a demo gets into the real one. */
export function demoConfiguration(configuration: Configuration): Configuration {
  return { ...configuration, databaseUrl: null, dataDir: `${configuration.dataDir}-demo` };
}

export interface DemoOptions extends Pick<DemoFirewallOptions, 'list' | 'configuration'> {
  readonly actor: Actor;
  readonly work: Work;
  readonly print: (line: string) => void;
  readonly stop: AbortSignal;
  readonly log: Logger;
}

/** Sends simulated traffic to the service's own syslog listener and tells of each block as it comes. */
export async function runDemo({ actor, work, print, stop, log, ...polled }: DemoOptions): Promise<void> {
  const port = work.receivers.ports.syslog;
  if (port === null) {
    print('Demo:     the syslog listener is off, so there is no traffic: set ACTIVE_DEFENSE_SYSLOG_PORT.');
    return;
  }
  await prepare(actor);
  await work.reloadDevices();
  print(`Demo:     ${lines} lines of a firewall ${host} are sent to port ${port}, ${ratePerSecond} a second`);
  print(
    `Demo:     that firewall fetches the list every ${pollEveryMs / 1000} seconds (a real one: five minutes) and denies who is on it`,
  );
  print(
    "Demo:     the demo's own fetches are not counted as a firewall's: the pages say that the list was never fetched",
  );
  const sink = await openSink(`tcp://127.0.0.1:${port}`);
  const telling = new AbortController();
  const told = tellBlocks(actor, print, AbortSignal.any([stop, telling.signal]));
  const firewall = createDemoFirewall({ ...polled, everyMs: pollEveryMs, log });
  try {
    const { isListed } = firewall;
    const startAt = actor.nowMs;
    const traffic = createTraffic({ seed: startAt, startAt, ratePerSecond, host, timeZone: 'UTC', isListed });
    await sendTraffic({ traffic, sink, lines, ratePerSecond, signal: stop });
    if (!stop.aborted) print('Demo:     all traffic is sent; the list stays as it is');
  } catch (error) {
    if (!stop.aborted) log.warn({ error: messageOf(error) }, 'the demo traffic ended');
  } finally {
    firewall.close();
    telling.abort();
    await told;
    await sink.close().catch(() => undefined);
  }
}

async function prepare(actor: Actor): Promise<void> {
  await changeSettings(actor, { ownNetworks: Object.values(simulatedNetworks), timeZone: 'UTC' });
  const devices = await listDevices(actor.database.pool);
  if (devices.some((device) => device.name === host)) return;
  await addDevice(actor, { name: host, hosts: [host], files: [], senders: [], timeZone: 'UTC', format: null });
}

async function tellBlocks({ database }: Actor, print: (line: string) => void, stop: AbortSignal): Promise<void> {
  const known = new Set((await listBlocks(database.pool, 'active', blocksShown)).map((block) => block.id));
  for (;;) {
    await pause(lookEveryMs, stop);
    if (stop.aborted) return;
    for (const block of (await listBlocks(database.pool, 'active', blocksShown)).toReversed()) {
      if (known.has(block.id)) continue;
      known.add(block.id);
      print(`Blocked:  ${block.address} (${block.location}) for ${block.origin}`);
    }
  }
}
