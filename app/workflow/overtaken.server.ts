// Two people press at once, or one after the other on pages that were true when they were opened: the slower one is told who was first, when,
// and what they did.
import { desc, eq } from 'drizzle-orm'
import { formatMoment } from '#app/calendar.ts'
import { type Refusal, stale } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { workflowEvents } from '#db/schema/workflow.ts'
import { accounts } from '#db/views/accounts.ts'
import { newestEntries } from '#db/views/audit.ts'
import type { WorkflowDefinition } from './definition.ts'

type Read = Pick<Reader, 'select'>

interface Deed {
  /** The account that did it. */
  actor: string
  at: Date
  /** In Chinese: 发布了课程. */
  did: string
}

/** Says who did what when: 张专干 2019年3月4日 10:00 发布了课程. */
async function formatDeed(read: Read, { actor, at, did }: Deed): Promise<string> {
  const [account] = await read.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, actor))
  return `${account?.name ?? '系统'} ${formatMoment(at)} ${did}`
}

/** 409: somebody else was faster, and did this. */
export const overtaken = async (read: Read, deed: Deed): Promise<Refusal> => stale(await formatDeed(read, deed))

interface Write {
  /** The reason of the write. */
  why: string
  /** What it named. */
  about: string
  did: string
}

/** The newest of the writes of a kind that named this thing, in a sentence; empty if it was long ago. */
export async function formatLastWrite(read: Read, { why, about, did }: Write): Promise<string> {
  const entries = await read.select().from(newestEntries).where(eq(newestEntries.why, why)).orderBy(desc(newestEntries.sequence))
  const last = entries.find(({ lines }) => lines.some((line) => line.includes(about)))
  return last ? `${await formatDeed(read, { ...last, did })}。` : ''
}

/** The last step of a life cycle: who took it, and in words; null if nobody has taken one since it began. */
async function tellLastStep(read: Read, { labels }: WorkflowDefinition, id: string): Promise<{ actor: string; deed: string } | null> {
  const [last] = await read
    .select({ type: workflowEvents.type, actor: workflowEvents.actor, at: workflowEvents.at })
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, id))
    .orderBy(desc(workflowEvents.version))
    .limit(1)
  const label = last && (labels.events[last.type] ?? labels.system?.[last.type])
  return label ? { actor: last.actor, deed: await formatDeed(read, { ...last, did: `办了「${label}」` }) } : null
}

/** Says beside why something cannot be done who took the last step; empty if nobody has, or it was the very person who asks. */
export async function formatStepOfOther(
  read: Read,
  definition: WorkflowDefinition,
  { id, actor }: { id: string; actor: string },
): Promise<string> {
  const last = await tellLastStep(read, definition, id)
  return last && last.actor !== actor ? `上一步：${last.deed}。` : ''
}

/** 409: somebody else took the last step of a life cycle meanwhile. */
export const overtakenByStep = async (read: Read, definition: WorkflowDefinition, id: string): Promise<Refusal> =>
  stale((await tellLastStep(read, definition, id))?.deed)
