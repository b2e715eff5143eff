import { createHash, timingSafeEqual } from 'node:crypto';

/** User name and password that a client of the list has to give, by HTTP basic authentication. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** A check of Authorization headers that takes as long for a near guess as for a wild one. */
export function createCredentialCheck({ user, password }: Credentials): (header: string | undefined) => boolean {
  const expected = digestOf(`${user}:${password}`);
  return (header) => {
    const token = /^basic +([a-z0-9+/=_-]+) *$/i.exec(header ?? '')?.[1];
    return token !== undefined && timingSafeEqual(digestOf(Buffer.from(token, 'base64').toString()), expected);
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
