// Files that a thread writes, as they are sent to a browser.
import { Refusal } from '#app/refusal.ts'
import { type Limits, ThreadLimitReached } from './threads.server.ts'

/** Limits of an export. One at a time for each account; a few altogether. */
export const exportLimits = (accountId: string, signal?: AbortSignal): Limits => ({
  pool: 'reads',
  seconds: 300,
  megabytes: 256,
  owner: accountId,
  signal,
})

/** Bytes taken from the thread before the browser has read them: a slow browser must not hold the thread and its read transaction. */
const maxChunksAhead = 8 * 1024 * 1024

const timeoutRefusal = () => new Refusal(409, '要导出的内容太多，没有导出完。请缩小范围再导出，例如只选一个乡镇或几个月。')
const said = (fault: unknown) => (fault instanceof ThreadLimitReached ? timeoutRefusal() : fault)

/**
 * Resolves with the file once its first chunk is there: until then refusals are refusals. Cancelling it stops the
 * thread.
 */
export async function toFileStream(chunks: AsyncGenerator<Uint8Array, unknown, void>): Promise<ReadableStream<Uint8Array>> {
  const first = await chunks.next().catch((fault: unknown) => {
    throw said(fault)
  })
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (first.done) controller.close()
        else controller.enqueue(first.value)
      },
      async pull(controller) {
        const next = await chunks.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxChunksAhead }),
  )
}
