// Which request is being answered: known to everything that is done for it, so that its lines in the log can be found together.
import { AsyncLocalStorage } from 'node:async_hooks'
import { secureRandomBytes } from '#db/random.ts'

const current = new AsyncLocalStorage<string | undefined>()

/** A name for a request, told apart from others of the same days. */
export const newRequestId = () => secureRandomBytes(8).toString('hex')

/** The request that is being answered; undefined for what the system does by itself. */
export const requestId = (): string | undefined => current.getStore()

/** Does some work for a request, or for none: whatever it starts knows the request too. */
export const forRequest = <T>(id: string | undefined, work: () => T): T => current.run(id, work)
