// The server's socket, and how long it waits for slow clients.
import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * Timeouts of a connection, in milliseconds: for the headers, and for a whole request. The timeout of a body depends on
 * its address (`bodyKinds`).
 */
const patience = { headersTimeout: 10_000, requestTimeout: 15 * 60_000, connectionsCheckingInterval: 2_000 }

/**
 * Starts to listen, and returns the server once it does; on all of the machine's addresses by default. Rejects if the
 * port is in use.
 */
export function listen(application: RequestListener, port: number, host?: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(patience, application).listen({ port, host }, () => resolve(server))
    server.on('checkContinue', application) // clients that ask before sending a body get their answer first
    server.once('error', reject)
  })
}
