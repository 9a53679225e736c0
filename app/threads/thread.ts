// The program of a worker thread: runs one job after the other, and reports each result.
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { Refusal } from '#app/refusal.ts'
import { forRequest } from '#app/request-id.server.ts'
import { type FromThread, maxChunksAhead, type ToThread } from './protocol.ts'
import { tasks } from './tasks.server.ts'
import { present } from '#app/present.ts'

/**
 * Where the system schedules threads individually, lower the priority of this one below the thread that answers
 * requests.
 */
function yieldToCaller() {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), 10)
  } catch {
    // Elsewhere they have the same priority.
  }
}

const port = present(parentPort, 'port to the thread that began this one')
let ahead = 0
let goOn: (() => void) | null = null

/** Sends a chunk, and waits while too many are unread. Buffers are transferred without being copied. */
async function emit(chunk: unknown) {
  const moved = chunk instanceof Uint8Array && chunk.byteLength === chunk.buffer.byteLength ? [chunk.buffer as ArrayBuffer] : []
  port.postMessage({ type: 'chunk', chunk } satisfies FromThread, moved)
  ahead += 1
  if (ahead >= maxChunksAhead) await new Promise<void>((resolve) => (goOn = resolve))
}

const said = (fault: unknown): FromThread => {
  if (fault instanceof Refusal) return { type: 'refused', status: fault.status, message: fault.message, fields: fault.fields }
  const { name, message, stack = '', code, path } = (fault instanceof Error ? fault : new Error(String(fault))) as NodeJS.ErrnoException
  return { type: 'failed', name, message, stack, code, path }
}

port.on('message', (message: ToThread) => {
  if (message.type === 'taken') {
    ahead -= 1
    goOn?.()
    goOn = null
    return
  }
  ahead = 0
  const { task, input, request } = message.order
  const run = async () => {
    const work = (await tasks[task as keyof typeof tasks]()) as (
      input: unknown,
      emit: (chunk: unknown) => Promise<void>,
    ) => Promise<unknown>
    return work(input, emit)
  }
  void forRequest(request, run)
    .then((output): FromThread => ({ type: 'done', output }), said)
    .then((answer) => port.postMessage(answer))
})

yieldToCaller()
