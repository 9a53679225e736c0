// The forms of the studio's pages.
import { z } from 'zod'
import { id, listOf, optionalText, severalOf, shortText, typedNumber, version } from '#app/fields.ts'
import { tiers } from '#app/modules/courses/tiers.ts'
import { notFound } from '#app/refusal.ts'
import { maxDrawingTexts } from './media/drawing-texts.ts'

const title = z.string('请写课程名。').trim().min(1, '请写课程名。').max(30, '课程名最多 30 字。')
/** Left empty, the course gets the next free one. */
const slug = optionalText().transform((typed) => typed?.trim().toLowerCase().slice(0, 41) || undefined)
const tier = z.enum(tiers, '请选层次。')

export const newCourseForm = z.object({ title, slug, tier })
/** What is said beside a file. */
export const bringInForm = z.object({ tier, slug })
export const copyCourseForm = z.object({ slug, tier })

export const authorForm = z
  .object({ do: z.enum(['give', 'take']), account: id() })
  .transform(({ do: what, account }) => ({ accountId: account, isAuthor: what === 'give' }))

const fileName = shortText().regex(/^[a-z0-9-]+\.[a-z0-9]+$/)
const lessonName = shortText().regex(/^[a-z0-9-]+$/)
const lessonNames = listOf(lessonName, 200)

/** What is done on the page of a version. */
export const versionForm = z.discriminatedUnion('do', [
  /** With the file on whose page it was pressed, where the author goes on. */
  z.object({ do: z.literal('begin'), file: fileName.optional() }),
  z.object({
    do: z.literal('details'),
    title,
    summary: z.string('请写一句话简介。').trim().min(1, '请写一句话简介。').max(80, '简介最多 80 字。'),
    hours: typedNumber('学时写一个数。').pipe(z.number().positive('学时要大于 0。').max(1_000, '学时最多 1000。')),
  }),
  z.object({
    do: z.literal('lesson'),
    title: z.string('请写课名。').trim().min(1, '请写课名。').max(24, '课名最多 24 字。'),
    slug: optionalText(),
  }),
  /** All lessons in their order; `move` puts one of them a place up or down, `remove` deletes one. */
  z.object({
    do: z.literal('order'),
    lesson: severalOf(shortText(), 200).pipe(lessonNames),
    move: optionalText(),
    remove: lessonName.optional(),
  }),
])
export type VersionOrder = z.output<typeof versionForm>

/** The order after one lesson was moved, which is said as `up:price` or `down:price`. */
export function moveLesson(lessons: readonly string[], move: string | undefined): string[] {
  const [way, name] = (move ?? '').split(':')
  const at = lessons.indexOf(name ?? '')
  const to = way === 'up' ? at - 1 : at + 1
  const order = [...lessons]
  if (at < 0 || to < 0 || to >= order.length) return order
  const [moved = ''] = order.splice(at, 1)
  order.splice(to, 0, moved)
  return order
}

const reason = z.string('请写明原因。').trim().min(2, '请写明原因。').max(500, '原因最多 500 字。')

/** The steps of a version that have a page, as its address names them. */
export const versionSteps = {
  submit: z.object({ version: version(), reviewer: id('请选一位同事来审。').min(1, '请选一位同事来审。') }),
  withdraw: z.object({ version: version() }),
  reopen: z.object({ version: version() }),
  approve: z.object({ version: version(), reason: optionalText() }),
  changes: z.object({ version: version(), reason }),
  publish: z.object({ version: version() }),
  archive: z.object({ version: version(), reason }),
  restore: z.object({ version: version() }),
} as const
export type VersionStepName = keyof typeof versionSteps

/** The step that an address names. Throws 404. */
export function parseVersionStep(name: string): VersionStepName {
  if (!Object.hasOwn(versionSteps, name)) throw notFound()
  return name as VersionStepName
}

const says = z.string('请写一句。').trim().max(2_000, '最多 2000 字。')

/** Remarks at paragraphs, and their answers. */
export const remarkForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('remark'), name: fileName, revision: version(), block: version(), says: says.min(1, '请写一句意见。') }),
  z
    .object({ do: z.literal('answer'), remark: id(), says: says.optional(), done: z.enum(['yes', 'no']).optional() })
    .transform(({ remark, says: words = '', done, ...rest }) => ({
      ...rest,
      remarkId: remark,
      says: words,
      isDone: done === undefined ? undefined : done === 'yes',
    })),
])

/** What is done on the page of a version's media; files come beside it. */
export const mediaForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('upload') }),
  z.object({ do: z.literal('delete'), name: fileName }),
  z.object({ do: z.literal('open') }),
  z.object({ do: z.literal('close') }),
])
export type MediaOrder = z.output<typeof mediaForm>

const percent = typedNumber('写 0 到 90 的数。').pipe(z.number().min(0, '写 0 到 90 的数。').max(90, '写 0 到 90 的数。'))

/** How a photograph is turned, and which part of each side is cut off then. */
export const photographForm = z
  .object({ turn: z.enum(['0', '90', '180', '270'], '请选怎么转。'), left: percent, right: percent, top: percent, bottom: percent })
  .refine(({ left, right }) => left + right <= 95, { message: '左边和右边裁掉的太多了，剩不下什么。', path: ['right'] })
  .refine(({ top, bottom }) => top + bottom <= 95, { message: '上边和下边裁掉的太多了，剩不下什么。', path: ['bottom'] })
  .transform(({ turn, left, right, top, bottom }) => ({
    turn: Number(turn) as 0 | 90 | 180 | 270,
    crop: { x: left / 100, y: top / 100, w: (100 - left - right) / 100, h: (100 - top - bottom) / 100 },
  }))

/** The words on a drawing, in their order. */
export const drawingForm = z.object({
  word: severalOf(shortText('图上的字不能空着。').trim().min(1, '图上的字不能空着。'), maxDrawingTexts),
  base: z.coerce.number().int().positive().max(1e12),
})
