// Stops the server: running requests are finished and their connections closed; nothing else is waited for.
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expireBodies } from '../bodies/body-timeout.ts'

/** Maximum duration of running requests when the server is asked to stop, in milliseconds. */
const lastRequests = 5000
/** Interval between checks for running requests, in milliseconds. */
const look = 50

/** Tracks running requests; returns what stops the server. It resolves once the last response is sent. */
export function createStopper(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>()
  const answering = new Set<ServerResponse>()
  let stopping = false
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const begin = (_request: unknown, response: ServerResponse) => {
    if (stopping) response.shouldKeepAlive = false
    answering.add(response)
    response.once('close', () => answering.delete(response))
  }
  server.prependListener('request', begin)
  server.prependListener('checkContinue', begin)

  return async () => {
    stopping = true
    const closed = new Promise((resolve) => server.close(resolve))
    for (const response of answering) response.shouldKeepAlive = false // Node then sends `Connection: close`
    expireBodies()
    const end = Date.now() + lastRequests
    await pause(look) // for a request whose first bytes are already in the socket
    while (answering.size > 0 && Date.now() < end) await pause(look)
    for (const socket of sockets) socket.destroy() // opened in advance by a browser, and never used
    await closed
  }
}
