import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAddress, parseAddress } from './address.ts';
import { cidrOf, lastWords } from './cidr.ts';
import { isPublic, isReserved } from './publicAddress.ts';

type Row = readonly [range: string, isPublic: boolean, source: string];

/** https://www.iana.org/assignments/iana-ipv4-special-registry, column "Globally Reachable"; N/A counts as no. */
const ipv4Registry: readonly Row[] = [
  ['0.0.0.0/8', false, 'this network, RFC 791'],
  ['0.0.0.0', false, 'this host on this network, RFC 1122'],
  ['10.0.0.0/8', false, 'private use, RFC 1918'],
  ['100.64.0.0/10', false, 'shared address space, RFC 6598'],
  ['127.0.0.0/8', false, 'loopback, RFC 1122'],
  ['169.254.0.0/16', false, 'link local, RFC 3927'],
  ['172.16.0.0/12', false, 'private use, RFC 1918'],
  ['192.0.0.0/29', false, 'IPv4 service continuity, RFC 7335'],
  ['192.0.0.8', false, 'IPv4 dummy address, RFC 7600'],
  ['192.0.0.9', true, 'Port Control Protocol anycast, RFC 7723'],
  ['192.0.0.10', true, 'TURN anycast, RFC 8155'],
  ['192.0.0.11', false, 'IETF protocol assignments 192.0.0.0/24, RFC 6890'],
  ['192.0.0.170/31', false, 'NAT64/DNS64 discovery, RFC 8880'],
  ['192.0.0.255', false, 'IETF protocol assignments 192.0.0.0/24, RFC 6890'],
  ['192.0.2.0/24', false, 'documentation, RFC 5737'],
  ['192.31.196.0/24', true, 'AS112-v4, RFC 7535'],
  ['192.52.193.0/24', true, 'AMT, RFC 7450'],
  ['192.88.99.0/24', false, 'deprecated 6to4 relay anycast (N/A), RFC 7526'],
  ['192.168.0.0/16', false, 'private use, RFC 1918'],
  ['192.175.48.0/24', true, 'direct delegation AS112 service, RFC 7534'],
  ['198.18.0.0/15', false, 'benchmarking, RFC 2544'],
  ['198.51.100.0/24', false, 'documentation, RFC 5737'],
  ['203.0.113.0/24', false, 'documentation, RFC 5737'],
  ['240.0.0.0/4', false, 'reserved, RFC 1112'],
  ['255.255.255.255', false, 'limited broadcast, RFC 8190'],
];

/** https://www.iana.org/assignments/iana-ipv6-special-registry, same column. */
const ipv6Registry: readonly Row[] = [
  ['::1', false, 'loopback, RFC 4291'],
  ['::', false, 'unspecified, RFC 4291'],
  ['64:ff9b::/96', true, 'IPv4-IPv6 translation, RFC 6052'],
  ['64:ff9b:1::/48', false, 'IPv4-IPv6 translation, RFC 8215'],
  ['100::/64', false, 'discard only, RFC 6666'],
  ['100:0:0:1::/64', false, 'dummy prefix, RFC 9780'],
  ['2001::/32', false, 'Teredo (N/A), RFC 4380'],
  ['2001:1::', false, 'IETF protocol assignments 2001::/23, RFC 2928'],
  ['2001:1::1', true, 'Port Control Protocol anycast, RFC 7723'],
  ['2001:1::2', true, 'TURN anycast, RFC 8155'],
  ['2001:1::3', true, 'DNS-SD service registration anycast, RFC 9665'],
  ['2001:1::4', false, 'IETF protocol assignments 2001::/23, RFC 2928'],
  ['2001:2::/48', false, 'benchmarking, RFC 5180'],
  ['2001:3::/32', true, 'AMT, RFC 7450'],
  ['2001:4:112::/48', true, 'AS112-v6, RFC 7535'],
  ['2001:10::/28', false, 'deprecated ORCHID (N/A), RFC 4843'],
  ['2001:20::/28', true, 'ORCHIDv2, RFC 7343'],
  ['2001:30::/28', true, 'drone remote ID, RFC 9374'],
  ['2001:40::', false, 'IETF protocol assignments 2001::/23, RFC 2928'],
  ['2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', false, 'IETF protocol assignments 2001::/23, RFC 2928'],
  ['2001:db8::/32', false, 'documentation, RFC 3849'],
  ['2002::/16', false, '6to4 (N/A), RFC 3056'],
  ['2620:4f:8000::/48', true, 'direct delegation AS112 service, RFC 7534'],
  ['3fff::/20', false, 'documentation, RFC 9637'],
  ['5f00::/16', false, 'segment routing SIDs, RFC 9602'],
  ['fc00::/7', false, 'unique local, RFC 4193'],
  ['fe80::/10', false, 'link-local unicast, RFC 4291'],
];

/** Around the registries: what is not unicast, what nobody was given, and neighbours of special ranges. */
const others: readonly Row[] = [
  ['224.0.0.0/4', false, 'multicast, RFC 5771'],
  ['ff00::/8', false, 'multicast, RFC 4291'],
  ['fec0::/10', false, 'deprecated site local, RFC 3879'],
  ['4000::/3', false, 'not given out, IANA IPv6 address space'],
  ['1.0.0.0/8', true, 'ordinary'],
  ['9.0.0.0/8', true, 'ordinary'],
  ['11.0.0.0/8', true, 'ordinary'],
  ['100.63.255.255', true, 'beside 100.64.0.0/10'],
  ['100.128.0.0', true, 'beside 100.64.0.0/10'],
  ['172.15.255.255', true, 'beside 172.16.0.0/12'],
  ['172.32.0.0', true, 'beside 172.16.0.0/12'],
  ['192.0.1.0/24', true, 'beside 192.0.0.0/24'],
  ['198.17.255.255', true, 'beside 198.18.0.0/15'],
  ['198.20.0.0', true, 'beside 198.18.0.0/15'],
  ['223.255.255.255', true, 'below multicast'],
  ['2001:200::/23', true, 'APNIC, beside 2001::/23'],
  ['2001:db9::/32', true, 'beside 2001:db8::/32'],
  ['2003::/18', true, 'RIPE NCC, beside 2002::/16'],
  ['2a00::/12', true, 'RIPE NCC'],
  ['::ffff:8.8.8.8', true, 'IPv4-mapped: the IPv4 address'],
  ['::ffff:10.0.0.1', false, 'IPv4-mapped: the IPv4 address'],
];

describe('isPublic', () => {
  for (const [range, expected, source] of [...ipv4Registry, ...ipv6Registry, ...others]) {
    it(`${expected ? 'takes' : 'refuses'} ${range} (${source})`, () => {
      const cidr = cidrOf(range);
      for (const address of [cidr.words, lastWords(cidr)]) {
        assert.equal(isPublic(address), expected, formatAddress(address));
      }
    });
  }

  it('reads its address from any place in a column', () => {
    const column = new Uint32Array(12);
    column.set(parseAddress('8.8.8.8') ?? [], 4);
    assert.deepEqual([isPublic(column, 0), isPublic(column, 4), isPublic(column, 8)], [false, true, false]);
  });
});

describe('isReserved', () => {
  for (const [range, isPublicRange, source] of [...ipv4Registry, ...ipv6Registry, ...others]) {
    it(`${isPublicRange ? 'refuses' : 'takes'} ${range} (${source})`, () => {
      assert.equal(isReserved(cidrOf(range)), !isPublicRange);
    });
  }

  it('refuses a range of which some is public', () => {
    for (const range of ['192.0.0.0/16', '198.0.0.0/8', '2001::/16', '::/0']) {
      assert.equal(isReserved(cidrOf(range)), false, range);
    }
  });
});
