/** The sender's address, for limits by address (security.md 11). */
import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import ipaddr from 'ipaddr.js';
import type { WebContext } from '../context.ts';

/** Bits of the network that one customer of a provider gets; all addresses in it are theirs. */
const network = 64;

/** An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) counts as the IPv4 address. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=[0-9.]+$)/i, '');

/**
 * The address that the request came from. Trusts `X-Forwarded-For` from its end up to the first address that is no
 * trusted proxy; the sender may have forged everything before that.
 */
export function senderOf(c: WebContext): string {
  const { trustedProxies } = c.get('services').config;
  const hops = [...(c.req.header('x-forwarded-for') ?? '').split(','), getConnInfo(c).remote.address ?? ''];
  const isProxy = (address: string): boolean =>
    isIP(address) !== 0 && trustedProxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  let sender = '';
  for (const hop of hops.map(plain).reverse()) {
    if (isIP(hop) === 0) break;
    sender = hop;
    if (!isProxy(hop)) break;
  }
  return counted(sender);
}

/** An IPv4 address, or the network of an IPv6 address. */
function counted(address: string): string {
  if (isIP(address) !== 6) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${network}`).toString()}/${network}`;
}
