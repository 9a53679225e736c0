// The id of the current request: available to everything that is done for it, so that its log lines can be found
// together.
import { AsyncLocalStorage } from 'node:async_hooks'
import { secureRandomBytes } from '#db/random.ts'

const current = new AsyncLocalStorage<string | undefined>()

/** Creates a request id, unique among those of the same days. */
export const newRequestId = () => secureRandomBytes(8).toString('hex')

/** Returns the id of the current request; undefined for what the system does by itself. */
export const requestId = (): string | undefined => current.getStore()

/** Runs some work for a request, or for none: everything that it starts has the same request id. */
export const forRequest = <T>(id: string | undefined, work: () => T): T => current.run(id, work)
