// The command that searches lessons as somebody who has an account.
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { passageKindLabels } from '#app/modules/lesson-search/labels.ts'
import { searchLessons } from '#app/modules/lesson-search/lesson-search.server.ts'
import type { MarkedText } from '#app/modules/lesson-search/marked-text.ts'
import { findTypedFault } from '#app/modules/lesson-search/typed.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { type CommandOutput, operatorViewer, withCoursesToRead } from './answer.ts'

/** Results at most. */
const most = 200

const textOf = (marked: MarkedText) => marked.map(({ text }) => text).join('')
const foundIn = (...texts: MarkedText[]) => [...new Set(texts.flat().flatMap(({ text, isFound }) => (isFound ? [text] : [])))]

export const searchAs = (words: readonly string[], { as }: { as: string }) =>
  withCoursesToRead(async (site): Promise<CommandOutput> => {
    const search = words.join(' ').trim()
    const fault = findTypedFault(search)
    if (fault) throw new Refusal(422, fault)
    const account = await accountDesk.findAccount(
      site,
      operatorViewer,
      /^\d{11}$/.test(normaliseWidth(as)) ? { phone: as } : { accountId: as },
    )
    const viewer = await loadViewer(site, account.id)
    if (!viewer) throw notFound('这个账号')
    const { rows, isAll, waiting } = await searchLessons(site, viewer, { search, most })
    const results = rows.map(({ kind, course, lesson, section, key, heading, excerpt }) => ({
      kind,
      course: course.slug,
      version: course.versionId,
      lesson: lesson.slug,
      section,
      key,
      heading: textOf(heading),
      excerpt: textOf(excerpt),
      found: foundIn(heading, excerpt),
    }))
    return {
      json: { results, all: isAll, waiting },
      lines: [
        ...results.map(({ kind, course, lesson, section, heading, excerpt }) =>
          [`${passageKindLabels[kind]} ${course}/${lesson}${section ? `#${section}` : ''}`, heading, excerpt.replaceAll('\n', ' ')].join(
            '　',
          ),
        ),
        isAll ? `共 ${results.length} 处。` : `前 ${results.length} 处，还有更多。`,
        ...(waiting > 0 ? [`有 ${waiting} 门课还没有编进查找用的目录：请运行 migrate，或等服务自己编。`] : []),
      ],
    }
  })
