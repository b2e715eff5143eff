import { createHash, timingSafeEqual } from 'node:crypto';

/** A check of Authorization headers that takes as long for a near guess as for a wild one. */
export function createTokenCheck(token: string): (header: string | undefined) => boolean {
  const expected = digestOf(token);
  return (header) => {
    const given = /^bearer +([\x21-\x7e]{1,1000}) *$/i.exec(header ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digestOf(given), expected);
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
