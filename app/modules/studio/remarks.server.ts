// What reviewers remark at a paragraph; a remark follows its paragraph when the text moves.
import { and, asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { forbidden, invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/views/accounts.ts'
import { courseRemarks, fileRevisions, remarkAnswers } from '#db/schema/studio.ts'
import { cutBlocks, isYamlFile } from './blocks.ts'
import { findFile, findRevision } from './files.server.ts'
import { followBlock } from './follow-block.ts'
import { canAnswerRemarks } from './policy.ts'
import { requireVersion } from './rights.server.ts'

export interface Remark {
  id: string
  name: string
  /** The paragraph as it was when it was remarked on. */
  quote: string
  /** Where it stood when it was remarked on, from 0. */
  wasBlock: number
  /** The block of the file as it is now, from 0; null if the paragraph is gone. */
  block: number | null
  /** Whether the paragraph was changed since. */
  isChanged: boolean
  says: string
  by: string
  at: Date
  done: { by: string; at: Date } | null
  answers: { by: string; at: Date; says: string }[]
}

const maxRemarks = 500

/** Remarks at a block of a file. Throws 403, 404, 409 or 422. */
export const addRemark = (
  site: Site,
  viewer: Viewer,
  { versionId, name, revision, block, says }: { versionId: string; name: string; revision: number; block: number; says: string },
) =>
  site.write(viewer.accountId, 'remark on a course', async (tx) => {
    const { rights } = await requireVersion(tx, viewer, versionId)
    if (!canAnswerRemarks(viewer, rights)) throw forbidden('这一版没有请您审。')
    if (says.trim() === '') throw invalidInput({ says: ['请写一句意见。'] })
    const seen = await findRevision(tx, { versionId, name, sequence: revision })
    if (seen?.content == null || !cutBlocks(seen.content, { isYaml: isYamlFile(name) })[block]) throw notFound('这一段')
    if ((await tx.$count(courseRemarks, eq(courseRemarks.versionId, versionId))) >= maxRemarks)
      throw new Refusal(409, `一版最多 ${maxRemarks} 条意见。`)
    const id = newId(tx.at.getTime())
    await tx.insert(courseRemarks).values({ id, versionId, name, revision, block, says: says.trim(), by: tx.actor, at: tx.at })
    return id
  })

/** Answers a remark, and may say that it is done, or not done after all. Throws 403, 404 or 422. */
export const answerRemark = (
  site: Site,
  viewer: Viewer,
  { remarkId, says, isDone }: { remarkId: string; says: string; isDone?: boolean | undefined },
) =>
  site.write(viewer.accountId, 'answer a remark', async (tx) => {
    const [remark] = await tx.select().from(courseRemarks).where(eq(courseRemarks.id, remarkId))
    if (!remark) throw notFound('这条意见')
    const { rights } = await requireVersion(tx, viewer, remark.versionId)
    if (!canAnswerRemarks(viewer, rights)) throw forbidden('这门课没有交给您写。')
    if (says.trim() === '' && isDone === undefined) throw invalidInput({ says: ['请写一句回复。'] })
    if (says.trim() !== '') {
      if ((await tx.$count(remarkAnswers, eq(remarkAnswers.remarkId, remarkId))) >= 50) throw new Refusal(409, '一条意见最多回复 50 次。')
      await tx.insert(remarkAnswers).values({ id: newId(tx.at.getTime()), remarkId, says: says.trim(), by: tx.actor, at: tx.at })
    }
    if (isDone !== undefined)
      await tx
        .update(courseRemarks)
        .set(isDone ? { doneBy: tx.actor, doneAt: tx.at } : { doneBy: null, doneAt: null })
        .where(eq(courseRemarks.id, remarkId))
  })

/** Lists the remarks of a version, or of one file of it, each at its paragraph as it is now. */
export async function listRemarks(read: Reader, { versionId, name }: { versionId: string; name?: string }): Promise<Remark[]> {
  const rows = await read
    .select({ remark: courseRemarks, content: fileRevisions.content })
    .from(courseRemarks)
    .innerJoin(fileRevisions, eq(fileRevisions.sequence, courseRemarks.revision))
    .where(and(eq(courseRemarks.versionId, versionId), name === undefined ? undefined : eq(courseRemarks.name, name)))
    .orderBy(asc(courseRemarks.at), asc(courseRemarks.id))
  if (rows.length === 0) return []
  const answers = await read
    .select()
    .from(remarkAnswers)
    .where(
      inValues(
        remarkAnswers.remarkId,
        rows.map(({ remark }) => remark.id),
      ),
    )
    .orderBy(asc(remarkAnswers.at), asc(remarkAnswers.id))
  const names = await namesOf(read, [...rows.flatMap(({ remark }) => [remark.by, remark.doneBy ?? '']), ...answers.map(({ by }) => by)])
  const nameOf = (by: string) => names.get(by) ?? '系统'
  const now = new Map<string, string>()
  for (const file of new Set(rows.map(({ remark }) => remark.name))) now.set(file, (await findFile(read, versionId, file))?.content ?? '')
  return rows.map(({ remark, content }) => ({
    id: remark.id,
    name: remark.name,
    wasBlock: remark.block,
    ...followBlock({ then: content ?? '', now: now.get(remark.name) ?? '', block: remark.block, isYaml: isYamlFile(remark.name) }),
    says: remark.says,
    by: nameOf(remark.by),
    at: remark.at,
    done: remark.doneAt && remark.doneBy ? { by: nameOf(remark.doneBy), at: remark.doneAt } : null,
    answers: answers.filter(({ remarkId }) => remarkId === remark.id).map(({ by, at, says }) => ({ by: nameOf(by), at, says })),
  }))
}

/** Lists the remarks of a version for somebody who may read it. Throws 404. */
export async function listVersionRemarks(site: Site, viewer: Viewer, versionId: string): Promise<Remark[]> {
  await requireVersion(site.read, viewer, versionId)
  return listRemarks(site.read, { versionId })
}

/** The names of accounts, by id. */
export async function namesOf(read: Pick<Reader, 'select'>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await read
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inValues(accounts.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
