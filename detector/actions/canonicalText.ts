import { MendableError } from '../errors.ts';
import { formatCidr, parseCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';

/** An address or range that was read of a text; throws the sentence that came of it where it is none. */
export function rangeRead(read: Cidr | string): Cidr {
  if (typeof read === 'string') throw new MendableError('address-wrong', read);
  return read;
}

/** An address or range in canonical text; throws where the text is neither. */
export function canonicalText(text: string): string {
  return formatCidr(rangeRead(parseCidr(text)));
}
