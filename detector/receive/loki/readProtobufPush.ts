import { hostOf, readLabels } from './labels.ts';
import { eachBytesField } from './protobufFields.ts';
import { createPushedStreams } from './pushedStreams.ts';
import type { PushedStream } from './pushedStreams.ts';
import { pushLimits } from './pushLimits.ts';
import { wrongPush } from './pushRefusal.ts';

/** Field numbers of Loki's `push.proto`; everything else in it (times, hashes, structured metadata) has no use here. */
const streamsOfPush = 1;
const labelsOfStream = 1;
const entriesOfStream = 2;
const lineOfEntry = 2;

/** Reads an unpacked `PushRequest`. Lines are parts of the message, not copies. */
export function readProtobufPush(message: Uint8Array): readonly PushedStream[] {
  const pushed = createPushedStreams();
  eachBytesField(message, (field, stream) => {
    if (field !== streamsOfPush) return;
    const lines = pushed.add(hostOfStream(stream));
    eachBytesField(stream, (streamField, entry) => {
      if (streamField === entriesOfStream) pushed.addLine(lines, lineOf(entry));
    });
  });
  return pushed.streams;
}

function hostOfStream(stream: Uint8Array): string | undefined {
  let labels: Uint8Array = Buffer.from('{}');
  eachBytesField(stream, (field, bytes) => {
    if (field === labelsOfStream) labels = bytes;
  });
  if (labels.length > pushLimits.labelBytes) {
    throw wrongPush(`A stream has labels of ${labels.length} bytes, more than ${pushLimits.labelBytes}`);
  }
  const known = readLabels(Buffer.from(labels).toString());
  return hostOf((name) => known.get(name));
}

function lineOf(entry: Uint8Array): Uint8Array {
  let line = entry.subarray(0, 0);
  eachBytesField(entry, (field, bytes) => {
    if (field === lineOfEntry) line = bytes;
  });
  return line;
}
