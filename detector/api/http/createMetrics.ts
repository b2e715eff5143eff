import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import { cached } from './cached.ts';

/** What the detector knows of itself; what can't be told at the moment is left out. */
export type Measures = Readonly<Partial<Record<MeasureName, number>>>;
export type MeasureName = keyof typeof measures;

const measures = {
  lines: ['counter', 'lines_total', 'Lines that registered devices sent'],
  records: ['counter', 'records_total', 'Records stored'],
  unreadable: ['counter', 'unreadable_lines_total', 'Lines that could not be read'],
  lost: ['counter', 'lost_lines_total', 'Lines that were lost before a device was known for them'],
  unregistered: [
    'counter',
    'unregistered_lines_total',
    'Lines of senders that nobody registered and that were heard of late',
  ],
  lastLineAge: ['gauge', 'last_line_age_seconds', 'Time since the last line of any device was stored'],
  contacts: ['gauge', 'window_contacts', 'Contacts that the windows of all cases hold'],
  contactsEvicted: ['counter', 'window_contacts_evicted_total', 'Contacts that the windows had no room for'],
  changesWaiting: ['gauge', 'changes_waiting', 'Changes that detection has not followed yet'],
  blocks: ['gauge', 'blocks_active', 'Active blocks'],
  held: ['gauge', 'findings_held', 'Findings that wait for the word of a person'],
  listEntries: ['gauge', 'list_entries', 'Entries of the list that is served'],
  polls: ['counter', 'list_polls_total', 'Requests for the list'],
  mailsWaiting: ['gauge', 'mails_waiting', 'Mails that wait to be sent'],
  isWorking: ['gauge', 'is_working', '1: this process does the work; 0: it stands by for another'],
  isDatabaseThere: ['gauge', 'is_database_there', '1: the database answers'],
} as const;

/** Whoever asks more often gets what was measured last: this listener is open to all who reach it. */
const everyMs = 5_000;
const lagResolutionMs = 20;

/** Prometheus metrics about the detector and its process. */
export function createMetrics({ measure, now }: { measure: () => Promise<Measures>; now: () => number }) {
  const registry = new Registry();
  const registers = [registry];
  const lag = monitorEventLoopDelay({ resolution: lagResolutionMs });
  lag.enable();
  const memory = new Gauge({ name: 'active_defense_memory_bytes', help: 'Resident memory of the process', registers });
  const delay = new Gauge({
    name: 'active_defense_event_loop_lag_seconds',
    help: 'How late the process was for its own work, 99th percentile since it was asked last',
    registers,
  });
  const set = Object.entries(measures).map(([key, [kind, suffix, help]]) => {
    const name = `active_defense_${suffix}`;
    const metric = kind === 'gauge' ? new Gauge({ name, help, registers }) : new Counter({ name, help, registers });
    return (values: Measures) => {
      const value = values[key as MeasureName];
      metric.reset();
      if (value === undefined) metric.remove();
      else metric.inc(value);
    };
  });
  async function read(): Promise<string> {
    const values = await measure();
    for (const put of set) put(values);
    memory.set(process.memoryUsage.rss());
    delay.set(Math.max(0, lag.percentile(99) / 1e9 - lagResolutionMs / 1e3));
    lag.reset();
    return registry.metrics();
  }

  return {
    contentType: registry.contentType,
    text: cached(read, everyMs, now),
    close: () => lag.disable(),
  };
}
