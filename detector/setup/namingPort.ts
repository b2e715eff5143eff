import { MendableError } from '../errors.ts';

/** A listener as it opens; where its port is what keeps it shut, the sentence names the variable that sets the port. */
export async function namingPort<T>(variable: string, listener: Promise<T>): Promise<T> {
  try {
    return await listener;
  } catch (cause) {
    if (!(cause instanceof MendableError)) throw cause;
    const sentence = `${cause.message} ${variable} sets it.`;
    if (cause.code === 'port-in-use') throw new MendableError('port-in-use', sentence, { cause });
    if (cause.code === 'port-not-permitted') throw new MendableError('port-not-permitted', sentence, { cause });
    throw cause;
  }
}
