// The template of the first 90 days: the current one, the effect of a change, and publishing.
import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { wholeNumberField } from '#app/fields.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import { type Skill, skills } from '#app/modules/shops/shop.ts'
import { forbidden, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { pairingGoals } from '#db/schema/pairing-records.ts'
import { pairings, planTemplates } from '#db/schema/pairings.ts'
import { shops } from '#db/views/shops.ts'
import { workflows } from '#db/views/workflow.ts'
import { maxGoalTitle, toPlanTime, type PlanChange, diffPlan, createPlan, planTemplate, type PlanTemplate } from './plan.ts'
import { acceptsCheckIns } from '../pairing.states.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairingWorkflow } from '../pairing.workflow.ts'
import { present } from '#app/present.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** `days`: how long a pairing takes. */
const goalEntry = (days: number) =>
  z.object({
    goal: z.string().regex(/^[a-z0-9-]{3,40}$/),
    title: z.string().trim().min(2, '目标至少 2 个字').max(maxGoalTitle, `目标最多 ${maxGoalTitle} 字`),
    needs: z.array(z.enum(Object.keys(skills) as [Skill, ...Skill[]])).max(30),
    after: wholeNumberField('天数', { min: 1, max: days, tooSmall: '至少第 1 天', tooLarge: `最多第 ${days} 天` }),
    proofKind: z.enum(['link', 'picture', 'figure'], { error: '请选凭据' }),
  })
const templateEntry = (days: number) =>
  z
    .object({
      goals: z.array(goalEntry(days)).min(1, '至少留一个目标').max(20, '最多 20 个目标'),
      why: z.string().trim().min(2, '请写为什么改').max(maxLengths.reason, `最多 ${maxLengths.reason} 字`),
    })
    .refine(({ goals }) => new Set(goals.map(({ goal }) => goal)).size === goals.length, { path: ['goals'], error: '有的目标写了两次' })
export type TemplateEntry = z.input<ReturnType<typeof templateEntry>>

/** Parses a template; an error names its goal. Throws 422. */
function parseTemplateEntry({ programme }: Pick<Site, 'programme'>, entry: TemplateEntry): z.output<ReturnType<typeof templateEntry>> {
  const parsed = templateEntry(programme.terms.pairingDays).safeParse(entry)
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  for (const {
    path: [field, place],
    message,
  } of parsed.error.issues) {
    const goal = field === 'goals' && typeof place === 'number' ? entry.goals[place] : undefined
    ;(fields[String(field ?? 'form')] ??= []).push(goal ? `「${goal.title}」${message}。` : message)
  }
  throw invalidInput(fields)
}

/** Loads the template for new plans: the latest published one, or the one in the code. */
export async function loadCurrentTemplate(read: Pick<Reader, 'select'>): Promise<PlanTemplate> {
  const [latest] = await read.select().from(planTemplates).orderBy(desc(planTemplates.version)).limit(1)
  return latest ? { version: latest.version, goals: latest.goals as PlanTemplate['goals'] } : planTemplate
}

/** Lists the running pairings, with what a template that is published at this moment would change in their plans. */
async function runningPlans(read: Pick<Reader, 'select'>, template: PlanTemplate, at: Date) {
  const rows = await read
    .select({ id: pairings.id, name: shops.name, needs: shops.needs, context: workflows.context, state: workflows.state })
    .from(pairings)
    .innerJoin(shops, eq(shops.id, pairings.westShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
  const plans = []
  for (const { id, name, needs, context } of rows.filter(({ state }) => acceptsCheckIns(state))) {
    const now = await read.select().from(pairingGoals).where(eq(pairingGoals.pairingId, id)).orderBy(pairingGoals.dueOn)
    const life = parseContext(pairingWorkflow, context)
    const then = createPlan(template, needs as Skill[], toPlanTime(life))
    plans.push({
      pairingId: id,
      name,
      changes: diffPlan(now, then, { today: toDay(at), endsOn: toDay(new Date(present(life.endsAt, 'end of a pairing that runs'))) }),
    })
  }
  return plans
}

/** Returns what a changed template would change in each living pairing, before it is published. Throws 403. */
export async function readTemplateImpact(
  site: Site,
  viewer: Viewer,
  template: PlanTemplate,
): Promise<{ pairingId: string; name: string; changes: PlanChange[] }[]> {
  if (!canCoordinate(viewer)) throw forbidden()
  return (await runningPlans(site.read, template, site.now())).filter(({ changes }) => changes.length > 0)
}

/** Validates the entry and returns it as a template of the next version. Throws 422. */
export async function draftTemplate(site: Site, entry: TemplateEntry): Promise<PlanTemplate> {
  const { goals } = parseTemplateEntry(site, entry)
  return { version: (await loadCurrentTemplate(site.read)).version + 1, goals }
}

/**
 * Publishes a template: from now on plans are made from it. `toRunning` changes the plans of running pairings too, as `readTemplateImpact`
 * shows; reached goals stay. Throws 403, or 422. Returns the version.
 */
export async function publishTemplate(
  site: Site,
  viewer: Viewer,
  { toRunning, ...entry }: TemplateEntry & { toRunning: boolean },
): Promise<number> {
  if (!canCoordinate(viewer)) throw forbidden()
  const { goals, why } = parseTemplateEntry(site, entry)
  return site.write(viewer.accountId, `publish plan template: ${why}`, async (tx) => {
    const template: PlanTemplate = { version: (await loadCurrentTemplate(tx)).version + 1, goals }
    await tx.insert(planTemplates).values({ version: template.version, goals, why, by: viewer.accountId, at: tx.at })
    tx.note(`plan template ${template.version}`)
    if (toRunning) for (const plan of await runningPlans(tx, template, tx.at)) await applyChanges(tx, template.version, plan)
    return template.version
  })
}

async function applyChanges(tx: Tx, templateVersion: number, { pairingId, changes }: Awaited<ReturnType<typeof runningPlans>>[number]) {
  for (const { goal, change, next } of changes) {
    const open = and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.goal, goal), isNull(pairingGoals.reachedOn))
    if (next === null) await tx.delete(pairingGoals).where(open)
    else if (change === 'added')
      await tx
        .insert(pairingGoals)
        .values({ pairingId, templateVersion, ...next })
        .onConflictDoNothing()
    else
      await tx
        .update(pairingGoals)
        .set({ ...next, templateVersion })
        .where(open)
  }
  if (changes.length > 0) tx.note(`pairing ${pairingId}: ${changes.map(({ goal, change }) => `${goal} ${change}`).join(', ')}`)
}

/** Effect: creates the goals of an accepted pairing from the current template. */
export async function createPairingPlan(tx: Tx, { pairingId }: { pairingId: string }): Promise<void> {
  const [row] = await tx
    .select({ needs: shops.needs, context: workflows.context })
    .from(pairings)
    .innerJoin(shops, eq(shops.id, pairings.westShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.id, pairingId))
  if (!row) return
  const template = await loadCurrentTemplate(tx)
  for (const goal of createPlan(template, row.needs as Skill[], toPlanTime(parseContext(pairingWorkflow, row.context)))) {
    await tx
      .insert(pairingGoals)
      .values({ pairingId, templateVersion: template.version, ...goal })
      .onConflictDoNothing()
  }
}
