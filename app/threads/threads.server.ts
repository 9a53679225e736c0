// Runs long work in worker threads: with limits of time and memory, cancelled when nobody needs it any more, few at a
// time, and with lower priority than the thread that answers requests.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalStatus } from '#app/refusal.ts'
import { requestId } from '#app/request-id.server.ts'
import type { FromThread, JobOrder, ToThread } from './protocol.ts'
import type { Chunk, Input, Output, TaskName } from './tasks.server.ts'

/**
 * Kinds of work that do not wait for each other: uploaded files, long reads, maintenance, and previews of what somebody writes. How many run
 * at once, and how many may wait.
 */
const pools = {
  files: { atOnce: 1, mayWait: 20 },
  previews: { atOnce: 1, mayWait: 40 },
  reads: { atOnce: 2, mayWait: 20 },
  upkeep: { atOnce: 1, mayWait: 4 },
} as const

export type Pool = keyof typeof pools

export interface Limits {
  pool: Pool
  /** Maximum run time, without the wait for its turn. */
  seconds: number
  /** Maximum size of the thread's heap. Buffers are outside it: a task that inflates files keeps a budget of its own. */
  megabytes: number
  /** The owner: one job at a time for each. */
  owner?: string
  /** Stops the job, whether it runs or waits. The promise is rejected with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** A job exceeded its limit of time or memory. Callers explain in their own words what that means. */
export class ThreadLimitReached extends Error {
  constructor(
    readonly limit: 'seconds' | 'megabytes',
    task: string,
  ) {
    super(`${task} used up its ${limit}`)
    this.name = 'ThreadLimitReached'
  }
}

export interface Threads {
  /** Runs a task to its end. Passes on refusals of the task; throws `ThreadLimitReached`, and refuses if too many wait. */
  run<N extends TaskName>(task: N, input: Input<N>, limits: Limits): Promise<Output<N>>
  /** Does the same for a task that emits chunks. If the reader stops reading, the task is stopped. */
  stream<N extends TaskName>(task: N, input: Input<N>, limits: Limits): AsyncGenerator<Chunk<N>, Output<N>, void>
  /** Stops all running jobs. */
  close(): Promise<void>
}

const tooManyJobs = () => new Refusal(409, '现在办这类事的人太多，排不上队。请过几分钟再试。')

const root = dirname(createRequire(import.meta.url).resolve('#db/schema.ts')).replace(/[\\/]db$/, '')

/** Starts from the sources in development and tests, from the build in production. */
function startWorker(megabytes: number) {
  const isSource = import.meta.url.endsWith('.ts')
  const file = isSource ? join(root, 'app/threads/from-sources.js') : join(root, 'build/program/thread.js')
  if (!existsSync(file)) throw new Error(`${file} is missing: the program was not built whole.`)
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 } })
  worker.unref()
  return worker
}

/** By name: Node itself listens to a worker, and would lose its messages if all listeners were removed. */
const forgetListeners = (worker: Worker) => ['message', 'error', 'exit'].forEach((name) => worker.removeAllListeners(name))

/** How long an idle thread is kept, in milliseconds: starting one takes some hundred. Who writes pauses longer than others, and the compiler loads slowly. */
const maxIdle = { files: 20_000, previews: 300_000, reads: 20_000, upkeep: 20_000 } as const

interface Job {
  order: JobOrder
  limits: Limits
  onChunk(chunk: unknown): void
  resolve(output: unknown): void
  reject(fault: unknown): void
  /** Set while it runs. */
  worker?: Worker
  isOver: boolean
}

interface Idle {
  worker: Worker
  megabytes: number
  leaves: NodeJS.Timeout
}

/** Opens the threads of one installation. None is started before it is needed. */
export function openThreads(): Threads {
  const running: Record<Pool, Job[]> = { files: [], previews: [], reads: [], upkeep: [] }
  const waiting: Record<Pool, Job[]> = { files: [], previews: [], reads: [], upkeep: [] }
  const idle: Idle[] = []
  let closed = false

  function takeWorker(megabytes: number) {
    const place = idle.findIndex((one) => one.megabytes === megabytes)
    if (place < 0) return startWorker(megabytes)
    const [{ worker, leaves }] = idle.splice(place, 1) as [Idle]
    clearTimeout(leaves)
    forgetListeners(worker)
    return worker
  }

  function keepWorker(worker: Worker, { megabytes, pool }: Limits) {
    forgetListeners(worker)
    const dismiss = () => {
      idle.splice(
        idle.findIndex((one) => one.worker === worker),
        1,
      )
      void worker.terminate()
    }
    worker.on('error', dismiss)
    idle.push({ worker, megabytes, leaves: setTimeout(dismiss, maxIdle[pool]).unref() })
  }

  function next(pool: Pool) {
    while (running[pool].length < pools[pool].atOnce) {
      const owners = new Set(running[pool].map(({ limits }) => limits.owner))
      const place = waiting[pool].findIndex(({ limits }) => limits.owner === undefined || !owners.has(limits.owner))
      if (place < 0) return
      for (const job of waiting[pool].splice(place, 1)) begin(job)
    }
  }

  function begin(job: Job) {
    const { pool, seconds, megabytes, signal } = job.limits
    running[pool].push(job)
    let worker: Worker
    try {
      worker = job.worker = takeWorker(megabytes)
    } catch (fault) {
      running[pool].splice(running[pool].indexOf(job), 1)
      return job.reject(fault)
    }
    const overtime = setTimeout(
      () => end(() => job.reject(new ThreadLimitReached('seconds', job.order.task)), { isUsable: false }),
      seconds * 1000,
    ).unref()
    const abort = () => end(() => job.reject(signal?.reason), { isUsable: false })
    const end = (settle: () => void, { isUsable }: { isUsable: boolean }) => {
      if (job.isOver) return
      job.isOver = true
      clearTimeout(overtime)
      signal?.removeEventListener('abort', abort)
      running[pool].splice(running[pool].indexOf(job), 1)
      worker.unref()
      if (isUsable && !closed) keepWorker(worker, job.limits)
      else void worker.terminate()
      settle()
      next(pool)
    }
    worker.ref()
    signal?.addEventListener('abort', abort, { once: true })
    worker.on('message', (message: FromThread) => {
      if (message.type === 'chunk') return job.onChunk(message.chunk)
      if (message.type === 'done') return end(() => job.resolve(message.output), { isUsable: true })
      if (message.type === 'refused')
        return end(() => job.reject(new Refusal(message.status as RefusalStatus, message.message, message.fields)), { isUsable: true })
      end(
        () =>
          job.reject(
            Object.assign(new Error(message.message), { name: message.name, stack: message.stack, code: message.code, path: message.path }),
          ),
        { isUsable: true },
      )
    })
    worker.on('error', (fault: NodeJS.ErrnoException) =>
      end(() => job.reject(fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadLimitReached('megabytes', job.order.task) : fault), {
        isUsable: false,
      }),
    )
    worker.on('exit', () => end(() => job.reject(new Error(`The thread of ${job.order.task} ended.`)), { isUsable: false }))
    worker.postMessage({ type: 'order', order: job.order } satisfies ToThread)
  }

  /** Puts a job into its pool's queue. */
  function submit(order: JobOrder, limits: Limits, onChunk: Job['onChunk']): { job: Job; output: Promise<unknown> } {
    let job!: Job
    const output = new Promise((resolve, reject) => (job = { order, limits, onChunk, resolve, reject, isOver: false }))
    const { pool, signal } = limits
    if (closed) job.reject(new Error('The threads are closed.'))
    else if (signal?.aborted) job.reject(signal.reason)
    else if (waiting[pool].length >= pools[pool].mayWait) job.reject(tooManyJobs())
    else {
      waiting[pool].push(job)
      signal?.addEventListener('abort', () => removeFromQueue(job, signal.reason), { once: true })
      next(pool)
    }
    return { job, output }
  }

  function removeFromQueue(job: Job, reason: unknown) {
    const place = waiting[job.limits.pool].indexOf(job)
    if (place < 0) return
    waiting[job.limits.pool].splice(place, 1)
    job.isOver = true
    job.reject(reason)
  }

  async function* stream(task: string, input: unknown, given: Limits) {
    const chunks: unknown[] = []
    const stop = new AbortController()
    const signal = given.signal ? AbortSignal.any([given.signal, stop.signal]) : stop.signal
    let wake: () => void = () => {}
    let outcome: { output: unknown } | { fault: unknown } | null = null
    const { job, output } = submit({ task, input, request: requestId() }, { ...given, signal }, (chunk) => (chunks.push(chunk), wake()))
    void output
      .then(
        (value) => (outcome = { output: value }),
        (fault: unknown) => (outcome = { fault }),
      )
      .then(() => wake())
    try {
      for (;;) {
        while (chunks.length > 0) {
          yield chunks.shift()
          if (!job.isOver) job.worker?.postMessage({ type: 'taken' } satisfies ToThread)
        }
        const over = outcome as { output: unknown } | { fault: unknown } | null
        if (over && 'fault' in over) throw over.fault
        if (over) return over.output
        await new Promise<void>((resolve) => {
          wake = resolve
          if (chunks.length > 0 || outcome) resolve()
        })
      }
    } finally {
      stop.abort(new Error('Nobody reads it any more.'))
    }
  }

  return {
    run: (task, input, limits) => submit({ task, input, request: requestId() }, limits, () => {}).output as never,
    stream: (task, input, limits) => stream(task, input, limits) as never,
    async close() {
      closed = true
      for (const pool of Object.keys(pools) as Pool[])
        for (const job of waiting[pool].splice(0)) job.reject(new Error('The server is stopping.'))
      const workers = [
        ...Object.values(running).flatMap((jobs) => jobs.map(({ worker }) => worker!)),
        ...idle.map(({ worker, leaves }) => (clearTimeout(leaves), worker)),
      ]
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
