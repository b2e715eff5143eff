/** Why a text is no address and no CIDR range, as far as a page can tell; undefined: it looks like one. The detector looks closer. */
export function rangeFault(text: string): string | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  const longest = isIpv4(address) ? 32 : isIpv6(address) ? 128 : undefined;
  if (longest === undefined || more.length > 0) {
    return `“${text}” is not an address or a range. Write it like 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32.`;
  }
  if (prefix !== undefined && (!/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > longest)) {
    return `“${text}” has a prefix that is not a whole number from 0 to ${longest}.`;
  }
  return undefined;
}

/** The same in few words, for a filter that is being typed. */
export function rangeFilterFault(text: string): string | undefined {
  return rangeFault(text) === undefined ? undefined : 'A whole address or range, please.';
}

/** Why a text is not one address; undefined: it is. */
export function addressFault(text: string): string | undefined {
  return isIpv4(text) || isIpv6(text) ? undefined : `“${text}” is not an address. Write it like 192.0.2.1.`;
}

function isIpv4(text: string): boolean {
  return (
    /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) && text.split('.').every((octet) => Number(octet) <= 255)
  );
}

function isIpv6(text: string): boolean {
  return /^[\da-f:.]*:[\da-f:.]*$/i.test(text) && URL.canParse(`http://[${text}]/`);
}
