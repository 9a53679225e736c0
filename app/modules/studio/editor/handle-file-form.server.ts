// What the page of a file posts: the text, and with it what was pressed beside it. What was typed is saved whatever else was pressed.
import type { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { answerRemark } from '../remarks.server.ts'
import type { Saved, Saving } from '../writing.server.ts'
import { describeComponents } from './describe-components.ts'
import { type FileOfVersion, previewFile, saveFromEditor } from './editing.server.ts'
import { type fileForm, readChosen } from './file-form.ts'
import { findNamedMend, listMistakes } from './mistakes.ts'
import { acceptFinding, cannotWave, findReasonFault, readNameOfFinding, takeBackAcceptance } from './waving.ts'

type FileOrder = z.output<typeof fileForm>
type Pressed = Extract<FileOrder, { do: 'save' }>

type Conflict = Extract<Saved, { kind: 'conflict' }>
/** One press mended a mistake; `before` is the revision that the text was without it. */
interface Mended {
  kind: 'mended'
  before: number
}

/**
 * Does what was posted. Returns the two texts if the same paragraph was written by two, what a mend was made on, or null. Throws 403, 404,
 * 409 or 422.
 */
export async function handleFileForm(
  site: Site,
  viewer: Viewer,
  file: FileOfVersion,
  posted: FileOrder,
): Promise<Conflict | Mended | null> {
  const content = posted.do === 'choose' ? readChosen(posted) : posted.content === undefined ? null : changeWaved(posted.content, posted)
  if (posted.do === 'save') await answerPressed(site, viewer, posted)
  if (content === null) return null
  if (posted.do === 'save' && posted.mend !== undefined)
    return saveMended(site, viewer, { ...file, content, base: posted.base }, posted.mend)
  const saved = await saveFromEditor(site, viewer, { ...file, content, base: posted.base })
  return saved.kind === 'conflict' ? saved : null
}

/** Saves what was typed, and the mended text above it: so the text before the mend is a revision, too. A mistake that is gone is a 409. */
async function saveMended(site: Site, viewer: Viewer, typed: Saving, name: string): Promise<Conflict | Mended | null> {
  const mendOf = async (content: string) => {
    const preview = await previewFile(site, viewer, { ...typed, content })
    const mend = findNamedMend(listMistakes(content, preview, describeComponents()), name)
    return mend && content.slice(0, mend.from) + mend.insert + content.slice(mend.to)
  }
  const mended = await mendOf(typed.content)
  if (mended === null) throw new Refusal(409, '这一处已经改了，或者变了样。请按“保存”，再看还有哪些要改的地方。')
  const saved = await saveFromEditor(site, viewer, typed)
  if (saved.kind === 'conflict') return saved
  const content = saved.content === typed.content ? mended : await mendOf(saved.content)
  if (content === null) return null
  const above = await saveFromEditor(site, viewer, { ...typed, content, base: saved.sequence })
  return above.kind === 'conflict' ? above : { kind: 'mended', before: saved.sequence }
}

const textOf = (posted: Record<string, unknown>, name: string) => {
  const value = posted[name]
  return typeof value === 'string' ? value : ''
}

/** The text with a finding waved through, or with that taken back. */
function changeWaved(content: string, posted: Pressed): string {
  const { wave, takeBack } = posted
  if (wave === undefined && takeBack === undefined) return content
  const name = readNameOfFinding(wave === undefined ? (takeBack ?? '') : textOf(posted, `finding-${wave}`))
  if (!name) throw invalidInput({}, '没有认出是哪一处，请重新打开这一课再试。')
  const reason = textOf(posted, `reason-${wave}`)
  const fault = wave === undefined ? null : findReasonFault(reason)
  if (fault) throw invalidInput({ [`reason-${wave}`]: [fault] })
  const change = wave === undefined ? takeBackAcceptance(content, name) : acceptFinding(content, name, reason)
  if (!change && wave !== undefined) throw new Refusal(409, cannotWave)
  return change ? content.slice(0, change.from) + change.insert + content.slice(change.to) : content
}

async function answerPressed(site: Site, viewer: Viewer, posted: Pressed): Promise<void> {
  const remarkId = posted.answer ?? posted.done ?? posted.undone
  if (remarkId === undefined) return
  const says = posted.answer === undefined ? '' : textOf(posted, `says-${remarkId}`).trim()
  if (says.length > 2_000) throw invalidInput({ [`says-${remarkId}`]: ['最多 2000 字。'] })
  if (posted.answer !== undefined && says === '') throw invalidInput({ [`says-${remarkId}`]: ['请写一句回复。'] })
  const isDone = posted.answer === undefined ? posted.done !== undefined : undefined
  await answerRemark(site, viewer, { remarkId, says, isDone })
}
