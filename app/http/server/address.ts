// Which address asks, for what is answered before Express is: a test holds that both say the same.
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Whether an address is this very machine's. */
export const isLoopback = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'

/** The address that the outermost of our proxies was asked from; without proxies, the one at the other end of the line. Empty where it has gone. */
export function clientAddressOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  if (proxies === 0) return socket.remoteAddress ?? ''
  const claimed = (headers['x-forwarded-for']?.toString() ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  const nearestFirst = [socket.remoteAddress ?? '', ...claimed.reverse()]
  return nearestFirst[Math.min(proxies, nearestFirst.length - 1)]!
}
