import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { createRecordBatch } from '../model/record.ts';
import type { RecordBatch } from '../model/record.ts';
import type { LineReader, Origin } from '../parse/lineReader.ts';
import type { LineBlock, LineSink } from '../receive/lineBlock.ts';
import { tailOf } from '../receive/tail.ts';
import { FencedError } from '../store/records/fence.ts';
import type { PositionMove } from '../store/records/filePositions.ts';
import { pause } from '../time/pause.ts';

/** Lines that were read but not yet stored, with what has to be stored together with their records. */
export interface Assembly {
  readonly records: RecordBatch;
  readonly positions: Map<string, PositionMove>;
  /** Pushed batches by digest, with how many of their bytes were read. */
  readonly pushes: Map<Uint8Array, number>;
  readonly waiting: PromiseWithResolvers<undefined>[];
}

export interface IngestOptions {
  readonly reader: LineReader;
  /** Undefined where a block is not to be taken. */
  readonly originOf: (block: LineBlock) => Origin | undefined;
  /**
   * Works on a full assembly at once, in order; what it returns stores the outcome and is tried again until it succeeds. What
   * it throws itself is a defect that leaves the engine in between two states: nothing more is taken then.
   */
  readonly prepare: (assembly: Assembly) => () => Promise<void>;
  /** Runs between two batches when everything before is stored, after `interrupt` was called; tried again until it succeeds. */
  readonly betweenBatches: () => Promise<void>;
  /** The stored offset of a file, by identity. */
  readonly committed: (identity: string) => number | undefined;
  /** Nothing more can be stored: somebody else works on the database (`FencedError`), or there is a defect. */
  readonly onBroken: (error: unknown) => void;
  readonly log: Logger;
  readonly batchRows: number;
  /** How long the first line of a batch may wait for others. */
  readonly maxWaitMs: number;
  readonly retryMs: number;
}

export interface Ingest extends LineSink {
  /** Stores a pushed batch under its digest, from this byte on; resolves once it is stored. */
  submit(block: LineBlock, digest: Uint8Array, from: number): Promise<void>;
  /** Asks for `betweenBatches`; resolves once it ran, or the intake has closed. */
  interrupt(): Promise<void>;
  /** Resolves when everything taken so far is stored, or the intake has closed. */
  flush(): Promise<void>;
  /**
   * Takes nothing more; what was taken is stored unless `discard` is set, which ends another `close` that still tries to,
   * too. Resolves with whether all of it is stored.
   */
  close(options: { discard: boolean }): Promise<boolean>;
}

interface Push {
  readonly digest: Uint8Array;
  readonly from: number;
  readonly stored: PromiseWithResolvers<undefined>;
}

/** Reads lines into batches and stores them one after the other: while one is being stored the next one fills. */
export function createIngest(options: IngestOptions): Ingest {
  const free = [createAssembly(createRecordBatch(options.batchRows))];
  const offsets = new Map<string, number>();
  let current: Assembly | undefined = createAssembly(createRecordBatch(options.batchRows));
  let turning: Promise<void> | undefined;
  let storing: Promise<void> = Promise.resolve();
  const interruptions: PromiseWithResolvers<undefined>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let refusing = false;
  let closed = false;
  const givenUp = new AbortController();
  let isStored = true;

  async function take(block: LineBlock, push?: Push): Promise<void> {
    const origin = options.originOf(block);
    if (origin === undefined) throw new Error('no device is registered for it any more');
    let offset = push?.from ?? 0;
    for (;;) {
      while (current === undefined && !refusing && !closed) await turning;
      if (refusing || closed || current === undefined) throw new Error('the intake is closed');
      offset = options.reader.readLines(block.bytes, offset, block.bytes.length, origin, current.records);
      notePosition(current, block, offset);
      if (push !== undefined) current.pushes.set(push.digest, offset);
      timer ??= setTimeout(() => void turn(), options.maxWaitMs);
      if (offset >= block.bytes.length) {
        if (push !== undefined) current.waiting.push(push.stored);
        return;
      }
      await turn();
    }
  }

  function notePosition(assembly: Assembly, block: LineBlock, taken: number): void {
    const { position } = block;
    if (position === undefined || taken === 0) return;
    const { identity, path } = position;
    const from = assembly.positions.get(identity)?.from ?? offsets.get(identity) ?? options.committed(identity) ?? null;
    const offset = position.offset + taken;
    assembly.positions.set(identity, { identity, path, from, offset, tail: tailOf(block.bytes, taken) });
  }

  /** Ends the current batch and makes room for the next; everyone who needs room waits for the same turn. */
  function turn(): Promise<void> {
    turning ??= turnOver().finally(() => (turning = undefined));
    return turning;
  }

  async function turnOver(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const prepared = current;
    current = undefined;
    if (prepared === undefined) return;
    for (const move of prepared.positions.values()) offsets.set(move.identity, move.offset);
    const store = prepareOrBreak(prepared);
    const before = storing;
    storing = before.then(() => finish(prepared, store));
    // This batch is not waited for: the next one fills while it is stored.
    if (free.length === 0) await before;
    if (interruptions.length > 0) await storing;
    const asked = interruptions.splice(0);
    if (asked.length > 0) await untilDone(options.betweenBatches, 'a change could not be applied');
    for (const interruption of asked) interruption.resolve(undefined);
    current = free.pop();
  }

  /** After a defect every batch, this one included, comes to its end without being stored. */
  function prepareOrBreak(prepared: Assembly): () => Promise<void> {
    try {
      return closed ? () => Promise.resolve() : options.prepare(prepared);
    } catch (error) {
      breakOff(error);
      return () => Promise.resolve();
    }
  }

  function breakOff(error: unknown): void {
    if (closed) return;
    closed = true;
    options.onBroken(error);
  }

  async function finish(prepared: Assembly, store: () => Promise<void>): Promise<void> {
    const stored = await untilDone(store, 'a batch could not be stored');
    isStored &&= stored;
    for (const waiting of prepared.waiting) {
      if (stored) waiting.resolve(undefined);
      else waiting.reject(new Error('the intake was closed before the lines were stored'));
    }
    free.push(createAssembly(prepared.records));
  }

  /** False: it was given up because the intake closed. */
  async function untilDone(work: () => Promise<void>, complaint: string): Promise<boolean> {
    for (let attempt = 1; !closed; attempt++) {
      try {
        await untilAborted(work(), givenUp.signal);
        return true;
      } catch (error) {
        if (error instanceof FencedError) {
          breakOff(error);
          return false;
        }
        if (givenUp.signal.aborted) return false;
        options.log.warn({ attempt, error: messageOf(error) }, `${complaint}; it is tried again`);
        await pause(options.retryMs, givenUp.signal);
      }
    }
    return false;
  }

  async function flush(): Promise<void> {
    while (turning !== undefined) await turning;
    await turn();
    await storing;
  }

  return {
    push: (block) => take(block),
    async submit(block, digest, from) {
      const stored = Promise.withResolvers<undefined>();
      await take(block, { digest, from, stored });
      await stored.promise;
    },
    async interrupt() {
      const interruption = Promise.withResolvers<undefined>();
      interruptions.push(interruption);
      while (interruptions.includes(interruption)) await turn();
      await interruption.promise;
    },
    flush,
    async close({ discard }) {
      refusing = true;
      if (discard) {
        closed = true;
        givenUp.abort();
      } else if (!closed) await flush();
      isStored &&= !closed;
      closed = true;
      clearTimeout(timer);
      await turning;
      await storing;
      return isStored;
    },
  };
}

function createAssembly(records: RecordBatch): Assembly {
  records.length = 0;
  return { records, positions: new Map(), pushes: new Map(), waiting: [] };
}

/** Work that hangs is left to itself when the signal says so: whatever it still stores, its number fences it. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(new Error('it was given up'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
