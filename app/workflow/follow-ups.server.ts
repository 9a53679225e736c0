// What happens by itself: effects in the outbox, and deadlines that are due.
import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import { Refusal } from '#app/refusal.ts'
import { forRequest } from '#app/request-id.server.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { deadlines, outbox } from '#db/schema/workflow.ts'
import type { WorkflowDefinition } from './definition.ts'
import { advanceBySystem, takeWaitingEffects } from './kernel.server.ts'

export interface Effect {
  workflowId: string
  params: Record<string, unknown>
}

/**
 * Carries an effect out, in the transaction that also marks it as done: it happens once, or not at all. An effect that
 * concerns many is done in parts: a handler with work left returns `more`, and is called again in another write.
 */
export type EffectHandler = (tx: Tx, effect: Effect, site: Site) => Promise<void | 'more'>

/** A life cycle together with what its effects do on the server. */
export interface RegisteredWorkflow {
  definition: WorkflowDefinition
  effects: Record<string, EffectHandler>
}

// Runs very often, so it is prepared.
const dueEffects = prepared((read: Reader) =>
  read
    .select()
    .from(outbox)
    .where(and(isNull(outbox.doneAt), lte(outbox.nextAt, sql.param(sql.placeholder('now'), outbox.nextAt))))
    .orderBy(asc(outbox.sequence))
    .limit(500),
)
const dueDeadlines = prepared((read: Reader) =>
  read
    .select()
    .from(deadlines)
    .where(
      and(
        lte(deadlines.dueAt, sql.param(sql.placeholder('now'), deadlines.dueAt)),
        or(isNull(deadlines.retryAt), lte(deadlines.retryAt, sql.param(sql.placeholder('now'), deadlines.retryAt))),
      ),
    )
    .orderBy(asc(deadlines.dueAt))
    .limit(500),
)

const maxWait = 60 * 60 * 1000

/** Milliseconds to wait after this number of failures: doubled each time. */
const retryDelay = (failures: number) => Math.min(maxWait, 1000 * 2 ** failures)

/**
 * Carries out the effects in the outbox; failed ones are retried later, each time after twice the wait. Returns how
 * many were done.
 */
async function carryOutEffects(site: Site, workflows: readonly RegisteredWorkflow[]): Promise<number> {
  let done = 0
  const due = await dueEffects(site.read).execute({ now: site.now() })
  for (const item of due) {
    const handler = workflows.find(({ definition }) => definition.kind === item.kind)?.effects[item.effect]
    try {
      if (!handler) throw new Error(`Nobody carries out ${item.kind}.${item.effect}`)
      let came: boolean | 'more' = 'more'
      while (came === 'more')
        came = await site.write('system', `${item.kind}: ${item.effect}`, async (tx) => {
          const open = await tx
            .select({ sequence: outbox.sequence })
            .from(outbox)
            .where(and(eq(outbox.sequence, item.sequence), isNull(outbox.doneAt)))
          if (open.length === 0) return false
          if ((await handler(tx, { workflowId: item.workflowId, params: item.params }, site)) === 'more') return 'more'
          await tx.update(outbox).set({ doneAt: tx.at }).where(eq(outbox.sequence, item.sequence))
          return true
        })
      if (came) done += 1
    } catch (fault) {
      log.error('effect failed', { effect: `${item.kind}.${item.effect}`, sequence: item.sequence, fault })
      await site.write('system', 'effect failed, to be tried again', async (tx) => {
        await tx
          .update(outbox)
          .set({ attempts: item.attempts + 1, nextAt: new Date(tx.at.getTime() + retryDelay(item.attempts)), lastFault: String(fault) })
          .where(eq(outbox.sequence, item.sequence))
      })
    }
  }
  return done
}

/**
 * Sends the events of due deadlines. A deadline is removed and its event sent in one transaction, so it fires once. One
 * that cannot be sent because of a fault does not delay the others, and is retried later. Returns how many fired.
 */
async function fireDeadlines(site: Site, workflows: readonly RegisteredWorkflow[]): Promise<number> {
  let fired = 0
  for (const deadline of await dueDeadlines(site.read).execute({ now: site.now() })) {
    const key = and(eq(deadlines.workflowId, deadline.workflowId), eq(deadlines.name, deadline.name), eq(deadlines.dueAt, deadline.dueAt))
    try {
      fired += await site.write('system', `deadline: ${deadline.name}`, async (tx) => {
        if (tx.at < deadline.dueAt) return 0 // the clock was set back: its time is still to come
        const taken = await tx.delete(deadlines).where(key).returning({ name: deadlines.name })
        if (taken.length === 0) return 0
        const definition = workflows.find((workflow) => workflow.definition.kind === getKind(deadline.name))?.definition
        if (!definition) throw new Error(`No workflow answers to the deadline ${deadline.name}`)
        try {
          await advanceBySystem(tx, definition, { id: deadline.workflowId, event: deadline.event })
        } catch (refusal) {
          if (!(refusal instanceof Refusal)) throw refusal
          tx.note(`${deadline.name} no longer applies`) // the workflow moved on in the meantime
        }
        return 1
      })
    } catch (fault) {
      log.error('deadline failed', { deadline: deadline.name, workflow: deadline.workflowId, fault })
      await site.write('system', 'deadline failed, to be tried again', async (tx) => {
        await tx
          .update(deadlines)
          .set({
            attempts: deadline.attempts + 1,
            retryAt: new Date(tx.at.getTime() + retryDelay(deadline.attempts)),
            lastFault: String(fault),
          })
          .where(key)
      })
    }
  }
  return fired
}

/** Deadlines are named `kind/name`. */
const getKind = (name: string) => name.replace(/\/.*/s, '')

/** An effect or a deadline that has failed so far. */
export interface StuckFollowUp {
  kind: string
  workflowId: string
  /** As the log names it: `issueCertificate`, `attempt/expire`. */
  name: string
  attempts: number
  nextAt: Date
}

/** Lists what has failed and is still to be done, most attempts first; a hundred at most. The log says why it failed. */
export async function listStuckFollowUps({ read }: Pick<Site, 'read'>): Promise<StuckFollowUp[]> {
  const effects = await read
    .select({ kind: outbox.kind, workflowId: outbox.workflowId, name: outbox.effect, attempts: outbox.attempts, nextAt: outbox.nextAt })
    .from(outbox)
    .where(and(isNull(outbox.doneAt), gt(outbox.attempts, 0)))
    .orderBy(desc(outbox.attempts))
    .limit(100)
  const late = await read.select().from(deadlines).where(gt(deadlines.attempts, 0)).orderBy(desc(deadlines.attempts)).limit(100)
  const failed = late.map(({ workflowId, name, attempts, retryAt, dueAt }) => ({
    kind: getKind(name),
    workflowId,
    name,
    attempts,
    nextAt: retryAt ?? dueAt,
  }))
  return [...effects, ...failed].sort((one, other) => other.attempts - one.attempts).slice(0, 100)
}

/** Counts what should have happened a minute ago and has not. */
export async function countOverdueFollowUps({ read, now }: Pick<Site, 'read' | 'now'>): Promise<{ deadlines: number; effects: number }> {
  const aMinuteAgo = new Date(now().getTime() - 60_000)
  return {
    deadlines: await read.$count(deadlines, lte(deadlines.dueAt, aMinuteAgo)),
    effects: await read.$count(outbox, and(isNull(outbox.doneAt), lte(outbox.nextAt, aMinuteAgo))),
  }
}

/** Runs until nothing is due any more. For tests, the demo and the command line. */
export async function runUntilIdle(site: Site, workflows: readonly RegisteredWorkflow[]) {
  while ((await fireDeadlines(site, workflows)) + (await carryOutEffects(site, workflows)) > 0);
}

/**
 * Checks every second, and right after each commit with new effects, until stopped. Returns what stops it, which waits until running
 * work ends. Our own on purpose: libraries for jobs and schedules keep their own store or clock, and here a deadline
 * must be in the transaction that sets it and follow `site.now()`.
 */
export function startTicker(site: Site, workflows: readonly RegisteredWorkflow[]): () => Promise<void> {
  let stopped = false
  let looking: Promise<void> | null = null
  let again = false
  const look = async () => {
    try {
      do {
        again = false
        await fireDeadlines(site, workflows)
        while (!stopped && (await carryOutEffects(site, workflows)) > 0);
      } while (again && !stopped)
    } catch (fault) {
      log.error('the ticker stumbled', { fault })
    } finally {
      looking = null
    }
  }
  const wake = () => {
    again = true
    if (!stopped) looking ??= forRequest(undefined, look) // even if a request's commit triggered it
  }
  const timer = setInterval(wake, 1000)
  timer.unref()
  site.onCommit(() => takeWaitingEffects() && wake())
  wake()
  return async () => {
    stopped = true
    clearInterval(timer)
    await looking
  }
}
