// Stopping: what is under way is finished and told that the connection ends with it; nothing else is waited for.
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expireBodies } from '../bodies/body-timeout.ts'

/** How long requests may take, in milliseconds, that are under way when the server is asked to stop. */
const lastRequests = 5000
/** Between looks at what is still under way, in milliseconds. */
const look = 50

/** Keeps account of what is under way; gives what stops the server. It resolves once the last answer is out. */
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
    for (const response of answering) response.shouldKeepAlive = false // Node then says `Connection: close`
    expireBodies()
    const end = Date.now() + lastRequests
    await pause(look) // for a request whose first bytes are in the socket already
    while (answering.size > 0 && Date.now() < end) await pause(look)
    for (const socket of sockets) socket.destroy() // opened in advance by a browser, and never used
    await closed
  }
}
