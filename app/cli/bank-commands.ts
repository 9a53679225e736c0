// Commands for the questions of a course: in from files of other systems, and out.
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type QuestionFormat, questionFormats, UnreadableQuestions } from '#app/importing/questions/questions.server.ts'
import { flushAccessRecords } from '#app/modules/access-log/access-log.server.ts'
import { bankExchange, findVersionToExport } from '#app/modules/studio/studio.server.ts'
import { Refusal } from '#app/refusal.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'
import { type CommandOutput, operatorViewer, withCourses } from './answer.ts'

const toSlug = (course: string) => course.replace(/^.*\//, '')

/** Throws 422. */
function parseFormat(typed: string): QuestionFormat {
  const format = questionFormats.find((one) => one === typed.toLowerCase())
  if (!format) throw new Refusal(422, `--format 应是 ${questionFormats.join('、')} 之一，不能是“${typed}”。`)
  return format
}

/** Throws 404 or 422. */
async function readBrought(path: string): Promise<Buffer> {
  const about = await stat(path).catch(() => null)
  if (!about?.isFile()) throw new Refusal(404, `没有这个文件：${path}`)
  if (about.size > bankExchange.maxQuestionFileBytes) throw new UnreadableQuestions('too-large')
  return readFile(path)
}

interface ImportOptions {
  course: string
  format?: string
  lesson?: string
  dryRun?: boolean
}

export const importQuestions = (given: string, { course, format, lesson, dryRun = false }: ImportOptions) =>
  withCourses(async (site): Promise<CommandOutput> => {
    const slug = toSlug(course)
    const chosen = format === undefined ? undefined : parseFormat(format)
    const bytes = await readBrought(resolve(given))
    const { target, preview, photographs } = await bankExchange.previewQuestions(site, operatorViewer, { slug, bytes, format: chosen })
    const { added, changed, known, refused, questions, unread } = preview
    const put = target.lessons.find((one) => lesson === undefined || one.slug === lesson || one.title === lesson)
    if (!put) throw new Refusal(422, `这门课没有“${lesson}”这一课。有：${target.lessons.map((one) => one.slug).join('、')}。`)
    const taken = [...added, ...changed].map((one) => one.question)
    if (!dryRun) await bankExchange.acceptQuestions(site, operatorViewer, { slug, lesson: put.slug, questions: taken, photographs })
    const accepted = taken.length + known
    return {
      json: { questions, accepted, new: added.length, known, changed: changed.length, refused },
      lines: [
        `${dryRun ? '预览' : '带入'}：共 ${questions} 道题，${dryRun ? '可收' : '收下'} ${accepted} 道（新增 ${added.length}，已有 ${known}，变更 ${changed.length}），退回 ${refused.length} 道。`,
        ...(preview.withoutLesson > 0
          ? [`${preview.withoutLesson} 道新题没有写是哪一课讲的，放在《${put.title}》（可用 --lesson 另选）。`]
          : []),
        ...(preview.unexplained > 0 ? [`${preview.unexplained} 道新题没有解释，请在题库里补上。`] : []),
        ...unread.map(formatUnread),
        ...[...added, ...changed].flatMap(({ index, name, notes }) => notes.map((note) => `第 ${index} 题 ${name}：${note}`)),
        ...refused.map(({ index, name, line, message, code }) => `第 ${index} 题（第 ${line} 行）${name}：${message}（${code}）`),
      ],
    }
  })

export const exportQuestions = (course: string, given: string, { format, version }: { format: string; version?: string }) =>
  withCourses(async (site): Promise<CommandOutput> => {
    const chosen = parseFormat(format)
    if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version))
      throw new Refusal(422, `--version 要写第几版，是一个整数，不能是“${version}”。`)
    const file = resolve(given)
    if (await stat(file).catch(() => null)) throw new Refusal(409, `${file} 已经存在，没有覆盖。请换一个文件名。`)
    if (!(await stat(dirname(file)).catch(() => null))?.isDirectory())
      throw new Refusal(422, `没有 ${dirname(file)} 这个文件夹。请先建好，或换一个地方。`)
    const ordinal = version === undefined ? null : Number(version)
    // Without a number it is the bank that an import writes into: what came in goes out again.
    const versionId = await findVersionToExport(site, operatorViewer, { slug: toSlug(course), ordinal, first: 'inWork' })
    const { bytes, written, left, ...from } = await bankExchange.exportQuestions(site, operatorViewer, { versionId, format: chosen })
    try {
      await writeFile(file, bytes, { flag: 'wx' })
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true }) // half a file is none
      throw fault
    }
    await flushAccessRecords(site)
    return {
      json: { course: from.courseSlug, version: from.ordinal, path: file, format: chosen, questions: written, left },
      lines: [
        `${from.courseSlug} 第 ${from.ordinal} 版的 ${written} 道题写在 ${file}。`,
        ...left.map(({ index, name, message }) => (index > 0 ? `第 ${index} 题 ${name}：${message}` : message)),
      ],
    }
  })
