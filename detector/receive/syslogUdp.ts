import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { LineBlock, LineSink } from './lineBlock.ts';
import { listenFault } from './listenFault.ts';
import { writeMessageLine } from './messageLine.ts';
import { senderOf } from './sender.ts';
import { kernelUdpDrops } from './udpDrops.ts';

/** Asked of the kernel, which gives at most net.core.rmem_max: holds a burst of about 10,000 lines. */
const receiveBufferBytes = 4_194_304;

/** What may wait for the sink; UDP cannot be slowed down, so what comes beyond is dropped and counted. */
const maxWaitingBytes = 16_777_216;

/** Charged for each datagram beside its bytes, so that tiny ones from many senders do not get past the cap. */
const datagramCost = 512;

const maxBlockBytes = 262_144;

export interface SyslogUdpOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly sink: LineSink;
  readonly log: Logger;
}

export interface SyslogUdpStats {
  messages: number;
  bytes: number;
  /** Datagrams without text. */
  empty: number;
  /** Datagrams dropped here, because too many waited or the sink failed. */
  dropped: number;
  /** Datagrams that the kernel dropped, because this process did not come round to them. */
  kernelDrops: number;
  /** What waits for the sink, with a charge for each datagram. */
  readonly waitingBytes: number;
  readonly receiveBufferBytes: number;
}

export interface SyslogUdp {
  readonly address: AddressInfo;
  stats(): SyslogUdpStats;
  /** Resolves when the push under way has settled; a sink that is stopped must reject it. */
  close(): Promise<void>;
}

/** Datagrams of one sender that will be one block. */
interface Gathering {
  readonly sender: string;
  readonly datagrams: Buffer[];
  bytes: number;
}

/** Receives syslog over UDP: one message a datagram. */
export async function receiveSyslogUdp({ host, port, sink, log }: SyslogUdpOptions): Promise<SyslogUdp> {
  const counts = { messages: 0, bytes: 0, empty: 0, dropped: 0 };
  let waitingBytes = 0;
  let queue: Gathering[] = [];
  const newest = new Map<string, Gathering>();
  let flushing: Promise<void> | undefined;

  function gather(datagram: Buffer, remoteAddress: string): void {
    const cost = datagram.length + datagramCost;
    if (waitingBytes + cost > maxWaitingBytes) {
      counts.dropped++;
      return;
    }
    waitingBytes += cost;
    const sender = senderOf(remoteAddress);
    let gathering = newest.get(sender);
    if (gathering === undefined || gathering.bytes + datagram.length > maxBlockBytes) {
      gathering = { sender, datagrams: [], bytes: 0 };
      queue.push(gathering);
      newest.set(sender, gathering);
    }
    gathering.datagrams.push(datagram);
    gathering.bytes += datagram.length;
    flushing ??= flush();
  }

  async function flush(): Promise<void> {
    await new Promise(setImmediate);
    while (queue.length > 0) {
      const gatherings = queue;
      queue = [];
      newest.clear();
      for (const gathering of gatherings) await deliver(gathering);
    }
    flushing = undefined;
  }

  async function deliver({ sender, datagrams, bytes }: Gathering): Promise<void> {
    const block = Buffer.allocUnsafeSlow(bytes + datagrams.length);
    let length = 0;
    let messages = 0;
    for (const datagram of datagrams) {
      const end = writeMessageLine(datagram, block, length);
      if (end > length) messages++;
      length = end;
    }
    counts.bytes += bytes;
    counts.empty += datagrams.length - messages;
    try {
      if (length > 0) await sink.push(blockOf(block.subarray(0, length), sender));
      counts.messages += messages;
    } catch (error) {
      counts.dropped += messages;
      log.error({ sender, problem: messageOf(error) }, 'syslog datagrams not taken');
    } finally {
      waitingBytes -= bytes + datagrams.length * datagramCost;
    }
  }

  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: receiveBufferBytes });
  socket.on('message', (datagram, { address }) => gather(datagram, address));
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
  } catch (error) {
    throw listenFault(error, 'Syslog over UDP', host, port);
  }
  socket.on('error', (error) => log.error({ problem: messageOf(error) }, 'syslog socket failed'));
  const address = socket.address();
  const givenBytes = socket.getRecvBufferSize();
  if (givenBytes < receiveBufferBytes) {
    log.warn(
      { givenBytes, wantedBytes: receiveBufferBytes },
      `Bursts of syslog over UDP may be lost: run sysctl -w net.core.rmem_max=${receiveBufferBytes}`,
    );
  }

  return {
    address,
    stats: () => ({
      ...counts,
      kernelDrops: kernelUdpDrops(address.port),
      waitingBytes,
      receiveBufferBytes: givenBytes,
    }),
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
      await flushing;
    },
  };
}

function blockOf(bytes: Uint8Array, sender: string): LineBlock {
  return { bytes, input: sender, kind: 'syslog', sender };
}
