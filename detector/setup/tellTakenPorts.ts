import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6 } from 'node:net';
import type { Configuration } from './configuration.ts';
import { MendableError } from '../errors.ts';

interface Listener {
  /** The variable that sets its port. */
  readonly variable: string;
  readonly host: string;
  /** Null: the listener is off; 0: any free port. */
  readonly port: number | null;
  readonly isUdp?: boolean;
}

/** The listeners for shippers and firewalls that send logs. */
export function intakeListeners({ syslog: { host, port, tlsPort }, loki }: Configuration): Listener[] {
  return [
    { variable: 'ACTIVE_DEFENSE_SYSLOG_PORT', host, port },
    { variable: 'ACTIVE_DEFENSE_SYSLOG_PORT', host, port, isUdp: true },
    { variable: 'ACTIVE_DEFENSE_SYSLOG_TLS_PORT', host, port: tlsPort },
    { variable: 'ACTIVE_DEFENSE_LOKI_PORT', host: loki.host, port: loki.port },
  ];
}

/** Grafana's listener. */
export function apiListener({ api: { host, port } }: Configuration): Listener {
  return { variable: 'ACTIVE_DEFENSE_API_PORT', host, port };
}

/** Throws the fault of a listener that stays shut, which then names the ports of other listeners that are taken, too: all are mended at once. */
export async function tellTakenPorts(fault: unknown, others: readonly Listener[]): Promise<never> {
  if (!(fault instanceof MendableError)) throw fault;
  const taken: Listener[] = [];
  for (const listener of others) {
    const isNamed = [fault.message, ...taken.map(({ variable }) => variable)].some((text) =>
      text.includes(listener.variable),
    );
    if (!isNamed && (await isTaken(listener))) taken.push(listener);
  }
  const sentences = taken.map(({ variable, port }) => `${variable} is ${port}: another program uses that port, too.`);
  fault.message = [fault.message, ...sentences].join('\n');
  throw fault;
}

/** Whether another program listens there; tried for a moment. */
async function isTaken({ host, port, isUdp = false }: Listener): Promise<boolean> {
  if (port === null || port === 0) return false;
  const listener = isUdp
    ? createSocket(isIPv6(host) ? 'udp6' : 'udp4').bind(port, host)
    : createServer().listen(port, host);
  try {
    await once(listener, 'listening');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  } finally {
    const closed = once(listener, 'close');
    listener.close();
    await closed;
  }
}
