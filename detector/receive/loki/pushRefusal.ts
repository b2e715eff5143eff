import { MendableError } from '../../errors.ts';
import { pushLimits } from './pushLimits.ts';

/** A body that can never be stored, as it says nothing that has a meaning here: the client drops it and logs why. */
export function wrongPush(what: string): MendableError {
  return new MendableError(
    'push-wrong',
    `${what}. A push is a Loki push request, in JSON ({"streams": [{"stream": {"host": "fw-1"}, "values": [["time in ns", "line"]]}]}) or as protobuf packed with snappy.`,
  );
}

export function tooLargePush(what: string): MendableError {
  const { bodyBytes, unpackedBytes } = pushLimits;
  return new MendableError(
    'push-too-large',
    `${what}: a push has at most ${bodyBytes / 2 ** 20} MiB, and ${unpackedBytes / 2 ** 20} MiB unpacked. Set a smaller batch size in the client.`,
  );
}
