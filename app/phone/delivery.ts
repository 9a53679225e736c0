// What a delivery is, from a page or from the worker.

/**
 * The result of a delivery: some items are `done` and leave the outbox, or all must wait until the person does
 * something.
 */
export type DeliveryResult = { done: readonly string[]; say: string } | { waits: string }

/** Delivers some of the waiting items. Throws if the network or the server fails: then it is retried. */
export type Deliver<T> = (waiting: T[], signal: AbortSignal) => Promise<DeliveryResult>

/** Formats 已存 ✓ with the phone's own time. */
export const formatSavedAt = () => `已存 ✓ ${new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`
