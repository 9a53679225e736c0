// Plays courses in work through the doors of the screens: one that was published and then bettered, one that is reviewed with remarks, and
// a draft.
import { addDays } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { cutBlocks } from '#app/modules/studio/blocks.ts'
import { bankForm } from '#app/modules/studio/questions/bank-form.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { VersionStepName } from '#app/modules/studio/studio-form.ts'
import {
  addRemark,
  answerRemark,
  beginVersion,
  createCourse,
  handleVersionForm,
  questionBank,
  readFileView,
  saveFile,
  takeVersionStep,
} from '#app/modules/studio/studio.server.ts'
import { present } from '#app/present.ts'
import type { Site } from '#app/site.ts'
import { packing, photographs, selling, sheetOf } from './course-texts.ts'

const name = 'lesson-1.mdx'

interface Text {
  slug: string
  title: string
  summary: string
  hours: number
  lesson: string
}

export class DemoCourses {
  /** How many steps each version has taken. */
  private readonly steps = new Map<string, number>()

  constructor(
    private readonly site: Site,
    private readonly author: Viewer,
    private readonly setClock: (day: string, time: string) => void,
  ) {}

  async live(today: string, colleagueId: string) {
    const { author } = this
    const colleague = present(await loadViewer(this.site, colleagueId), 'colleague')
    this.setClock(addDays(today, -40), '14:00')
    const first = await this.write(author, packing)
    await this.ask(author, packing, first)
    await this.review(author, colleague, first)
    this.setClock(addDays(today, -12), '15:00')
    const second = await beginVersion(this.site, author, { versionId: first })
    const { content, sequence } = await this.read(author, second)
    const better = content.replace(packing.sentence, packing.betterSentence)
    await saveFile(this.site, author, { versionId: second, name, content: better, base: sequence })
    await this.review(author, colleague, second)

    this.setClock(addDays(today, -4), '10:00')
    const asked = await this.write(colleague, selling)
    await this.ask(colleague, selling, asked)
    await this.step(colleague, asked, 'submit', { reviewer: author.accountId })
    this.setClock(addDays(today, -2), '16:00')
    await this.remark(asked, colleague)

    this.setClock(addDays(today, -1), '19:00')
    await this.write(author, photographs)
  }

  private readonly read = (viewer: Viewer, versionId: string) => readFileView(this.site, viewer, { versionId, name })

  /** Begins a course with its lesson. */
  private async write(author: Viewer, { slug, title, summary, hours, lesson }: Text) {
    const versionId = await createCourse(this.site, author, { slug, tier: 'entrepreneur', title })
    await handleVersionForm(this.site, author, versionId, { do: 'details', title, summary, hours })
    const { sequence } = await this.read(author, versionId)
    await saveFile(this.site, author, { versionId, name, content: lesson, base: sequence })
    return versionId
  }

  /** Writes the questions. */
  private ask(author: Viewer, { title }: Text, versionId: string) {
    const order = bankForm.parse({ do: 'paste', lesson: 'lesson-1', pasted: sheetOf(title) })
    return questionBank.writeQuestionBank(this.site, author, versionId, order)
  }

  private async step(viewer: Viewer, versionId: string, step: VersionStepName, entered: Record<string, string> = {}) {
    const version = this.steps.get(versionId) ?? 0
    await takeVersionStep(this.site, viewer, { versionId, step, entered: { ...entered, version } })
    this.steps.set(versionId, version + 1)
  }

  private async review(author: Viewer, reviewer: Viewer, versionId: string) {
    await this.step(author, versionId, 'submit', { reviewer: reviewer.accountId })
    await this.step(reviewer, versionId, 'approve')
    await this.step(author, versionId, 'publish')
  }

  /** The reviewer's remarks; the first is answered. */
  private async remark(versionId: string, writer: Viewer) {
    const { author: reviewer } = this
    const { content, sequence } = await this.read(reviewer, versionId)
    const ids: string[] = []
    for (const { at, says } of selling.remarks) {
      const block = cutBlocks(content).findIndex(({ text }) => text.includes(at))
      ids.push(await addRemark(this.site, reviewer, { versionId, name, revision: sequence, block, says }))
    }
    await answerRemark(this.site, writer, { remarkId: present(ids[0], 'remark'), says: selling.answer })
  }
}
