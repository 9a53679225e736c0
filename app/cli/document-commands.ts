// Commands for documents that authors have: Word files and slides as lessons.
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  checkImported,
  importDocument,
  maxDocumentBytes,
  toLessonName,
  readShared,
  UnreadableDocument,
} from '#app/importing/documents/documents.server.ts'
import { assertEmptyFolder, writeImported } from '#app/importing/documents/folder.server.ts'
import { Refusal } from '#app/refusal.ts'
import { openThreads } from '#app/threads/threads.server.ts'
import type { CommandOutput } from './answer.ts'

/** Reads at most what may be brought in. */
async function readDocument(file: string): Promise<Uint8Array> {
  const about = await stat(file).catch(() => null)
  if (!about?.isFile()) throw new Refusal(404, `没有这个文件：${file}`)
  if (about.size > maxDocumentBytes) throw new UnreadableDocument('too-large')
  return readShared(file, about.size)
}

export async function importDocumentFile(file: string, { out }: { out: string }): Promise<CommandOutput> {
  const folder = resolve(out)
  await assertEmptyFolder(folder)
  const bytes = await readDocument(file)
  const threads = openThreads()
  try {
    const fileName = basename(file)
    const imported = await importDocument({ threads }, { owner: 'operator', fileName, bytes })
    const names = await writeImported(folder, imported, toLessonName(fileName))
    const checked = await Promise.all(imported.lessons.map(({ source }, place) => checkImported({ name: names[place] ?? '', source })))
    const left = [
      ...imported.left,
      ...checked.flat(),
      {
        what: '课程的安排和题库',
        where: 'course.yaml、questions.yaml',
        advice: '这里只有课文和图；请放进一门课的文件夹，在 course.yaml 里列上这一课。',
      },
    ]
    const sections = imported.lessons.reduce((sum, lesson) => sum + lesson.sections.length, 0)
    return {
      json: { sections, pictures: imported.pictures.length, tables: imported.tables, left },
      lines: [
        `带进来 ${sections} 个小节、${imported.pictures.length} 张图、${imported.tables} 个表格，写在 ${folder}：${names.join('、')}。`,
        `还有 ${left.length} 样没有带过来，或要您接着办：`,
        ...left.map(({ what, where, advice }) => `${what}（${where}）：${advice}`),
      ],
    }
  } finally {
    await threads.close()
  }
}
