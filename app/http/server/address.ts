// Finds the client's address for what is answered before Express: a test asserts that both give the same.
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Whether an address is the local machine's. */
export const isLoopback = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'

/** Returns the address from which the outermost of our proxies was called; without proxies, the peer's. Empty if the peer has gone. */
export function clientAddressOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  if (proxies === 0) return socket.remoteAddress ?? ''
  const claimed = (headers['x-forwarded-for']?.toString() ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  const nearestFirst = [socket.remoteAddress ?? '', ...claimed.reverse()]
  return nearestFirst[Math.min(proxies, nearestFirst.length - 1)]!
}
