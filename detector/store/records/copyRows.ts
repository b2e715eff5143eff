import type { Detail, RecordBatch } from '../../model/record.ts';

const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const trailer = Buffer.from([0xff, 0xff]);
const epochOffsetMs = Date.UTC(2000, 0, 1);
/** Row head, seven fields of at most 20 bytes each and the head of the detail. */
const maxFixedBytes = 2 + 8 * 4 + 8 + 8 + 3 * 4 + 2 * 20;
/** Address family numbers of PostgreSQL's inet, as `network.c` sends them. */
const inet4 = 2;
const inet6 = 3;

/**
 * Writes rows in PostgreSQL's binary COPY format (documented under "COPY, Binary Format"), for the columns
 * at, id, context, source_port, destination_port, source, destination, detail.
 */
export class CopyRows {
  private bytes: Buffer;
  private view: DataView;
  private length = 0;

  constructor(expectedRows: number) {
    this.bytes = Buffer.allocUnsafe(header.length + expectedRows * 96 + maxFixedBytes);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    this.begin();
  }

  /** Empties it for another table's rows. */
  begin(): void {
    header.copy(this.bytes, 0);
    this.length = header.length;
  }

  add(batch: RecordBatch, row: number, recordId: number): void {
    const detail = encodeDetail(batch.detail[row]);
    this.reserve(maxFixedBytes + (detail?.length ?? 0) + 1);
    const view = this.view;
    let at = this.length;
    view.setInt16(at, 8);
    at = writeInt8(view, at + 2, (batch.at[row] - epochOffsetMs) * 1000);
    at = writeInt8(view, at, recordId);
    at = writeInt4(view, at, batch.context[row]);
    at = writeInt4(view, at, batch.sourcePort[row]);
    at = writeInt4(view, at, batch.destinationPort[row]);
    at = writeInet(view, at, batch.source, 4 * row);
    at = writeInet(view, at, batch.destination, 4 * row);
    this.length = detail === undefined ? writeNull(view, at) : this.writeJsonb(at, detail);
  }

  /** All that was added, framed; valid until the next `begin` or `add`. */
  finish(): Buffer {
    this.reserve(trailer.length);
    trailer.copy(this.bytes, this.length);
    return this.bytes.subarray(0, this.length + trailer.length);
  }

  private writeJsonb(at: number, detail: Buffer): number {
    this.view.setInt32(at, detail.length + 1);
    this.view.setUint8(at + 4, 1);
    detail.copy(this.bytes, at + 5);
    return at + 5 + detail.length;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + more));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
    this.view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength);
  }
}

function encodeDetail(detail: Detail | undefined): Buffer | undefined {
  return detail === undefined ? undefined : Buffer.from(JSON.stringify(detail));
}

function writeInt8(view: DataView, at: number, value: number): number {
  view.setInt32(at, 8);
  view.setInt32(at + 4, Math.floor(value / 2 ** 32));
  view.setUint32(at + 8, value >>> 0);
  return at + 12;
}

function writeInt4(view: DataView, at: number, value: number): number {
  view.setInt32(at, 4);
  view.setInt32(at + 4, value);
  return at + 8;
}

function writeNull(view: DataView, at: number): number {
  view.setInt32(at, -1);
  return at + 4;
}

function writeInet(view: DataView, at: number, words: Uint32Array, word: number): number {
  const isIpv4 = words[word] === 0 && words[word + 1] === 0 && words[word + 2] === 0xffff;
  const size = isIpv4 ? 4 : 16;
  view.setInt32(at, 4 + size);
  view.setUint8(at + 4, isIpv4 ? inet4 : inet6);
  view.setUint8(at + 5, 8 * size);
  view.setUint8(at + 6, 0);
  view.setUint8(at + 7, size);
  if (isIpv4) {
    view.setUint32(at + 8, words[word + 3]);
    return at + 12;
  }
  for (let i = 0; i < 4; i++) view.setUint32(at + 8 + 4 * i, words[word + i]);
  return at + 24;
}
