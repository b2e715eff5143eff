import { MendableError } from '../../errors.ts';
import { formatCidr, parseCidr } from '../../model/cidr.ts';

/** An address or range that was asked for in canonical text; undefined where none was. Throws for what is neither. */
export function canonicalRange(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const cidr = parseCidr(text);
  if (typeof cidr === 'string') throw new MendableError('address-wrong', cidr);
  return formatCidr(cidr);
}
