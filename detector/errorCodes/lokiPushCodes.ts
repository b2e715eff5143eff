import { defineCodes } from './errorCode.ts';

export const lokiPushCodes = defineCodes({
  'push-wrong': {
    status: 400,
    means: 'The body is damaged, no push, or has more streams, entries or labels than one has',
    mend: 'Send Loki pushes; smaller ones where it says that there are too many',
  },
  'push-token-wrong': {
    status: 401,
    means: 'The bearer token is missing or wrong',
    mend: 'Set the one of `loki-token` in the data folder',
  },
  'push-elsewhere': { status: 404, means: 'The path or the method is another', mend: '`POST /loki/api/v1/push`' },
  'push-too-large': {
    status: 413,
    means: 'Larger than 4 MiB, or than 16 MiB unpacked',
    mend: 'Set a smaller batch size in the client',
  },
  'push-encoding': {
    status: 415,
    means: 'A content type or encoding that is not read',
    mend: 'JSON plain or in gzip, or protobuf in snappy',
  },
  'push-busy': {
    status: 429,
    means: 'Too much is being worked on already, or the listener is closing',
    mend: 'Nothing: the client sends it again',
  },
  'push-not-stored': {
    status: 503,
    means: 'The database did not store it in time, or the detector is closing',
    mend: 'Nothing: the client sends it again; if it stays so, look at the database',
  },
});
