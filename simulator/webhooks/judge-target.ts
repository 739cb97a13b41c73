import { BlockList, isIP } from 'node:net';

/** Addresses that no app on the internet has. Loopback has a list of its own: an app's flag opens it. */
const innerNetworks = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  innerNetworks.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  innerNetworks.addSubnet(network, prefix, 'ipv6');
}
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Why the simulator sends nothing to this address, or undefined when it may: http or https, no credentials, no inner network, and
 * loopback only where the app's flag allows it. Names are judged as they are written, not by what they resolve to.
 */
export function judgeTarget(address: string, allowsLoopback: boolean): string | undefined {
  const url = URL.parse(address);
  if (url === null) return 'it is not an address';
  if (!['http:', 'https:'].includes(url.protocol)) return 'it is neither http nor https';
  if (url.username !== '' || url.password !== '') return 'it carries credentials';
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isLoopbackHost(host)) return allowsLoopback ? undefined : 'it is a loopback address';
  return isInner(host) ? 'it lies in an inner network' : undefined;
}

function isLoopbackHost(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return isIP(host) !== 0 && loopback.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}

function isInner(host: string): boolean {
  return isIP(host) !== 0 && innerNetworks.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}
