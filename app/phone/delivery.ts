// What one delivery is, from a page or from the worker.

/** What came of a delivery: some are `done` and leave the box, or all must wait until the person does something. */
export type DeliveryResult = { done: readonly string[]; say: string } | { waits: string }

/** Delivers some of what waits. Throws when the network or the server fails: then it is tried again. */
export type Deliver<T> = (waiting: T[], signal: AbortSignal) => Promise<DeliveryResult>

/** 已存 ✓ with the phone's own time. */
export const formatSavedAt = () => `已存 ✓ ${new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`
