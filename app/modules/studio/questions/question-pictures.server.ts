// Pictures that come with questions from files, and leave with them. A question shows one, below its text.
import type { Viewer } from '#app/access/viewer.ts'
import type { Picture, QuestionToWrite, ReadQuestion, RefusedQuestion } from '#app/importing/questions/questions.server.ts'
import { formatPicture, normaliseLines, pictureMark } from '#app/importing/questions/text/plain-text.ts'
import { findPictureFaults, isSvg } from '#app/lesson/picture.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import {
  acceptPhotograph,
  type CourseMedia,
  courseMediaKindOf,
  extensionOf,
  readMediaInfo,
  storeMedia,
  UnfitMedia,
} from '#app/modules/media/media.server.ts'
import { invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { addRevision, findFile, hashOf, loadPictureFiles, readBytes } from '../files.server.ts'
import type { ComingQuestion } from './match-questions.ts'
import type { BankQuestion } from './question-bank.ts'

const most = {
  /** Photographs of one file that are made anew: each takes a part of a second. */
  photographs: 200,
  /** Characters of a drawing: it travels in a form. */
  drawing: 60_000,
  /** Bytes of all pictures of a file that leaves: it can be brought in again. */
  leaving: 24_000_000,
}

/** The text without its picture, and the picture as it comes. */
export type TakenPicture = Pick<ComingQuestion, 'text' | 'picture' | 'alt' | 'drawing'>
type Fault = Pick<RefusedQuestion, 'code' | 'message'>

const unsupported = (message: string): Fault => ({ code: 'picture-unsupported', message })

/** Takes the picture out of a text. What stood on both sides of it in a line is told to look for it. */
function cutPicture(text: string): { text: string; alt: string; isMoved: boolean } {
  const [mark] = [...text.matchAll(pictureMark)]
  if (!mark) return { text, alt: '', isMoved: false }
  const [before, after] = [text.slice(0, mark.index), text.slice(mark.index + mark[0].length)]
  const isAmid = /\S[^\S\n]*$/.test(before) && /^[^\S\n]*\S/.test(after)
  return { text: normaliseLines(`${before}${isAmid ? '（见图）' : ''}${after}`), alt: mark[1] ?? '', isMoved: after.trim() !== '' }
}

/** Takes the pictures of the questions of one file, each once however many show it. Stores nothing. */
export class PictureTaker {
  private readonly accepted = new Map<string, CourseMedia>()
  /** By the hashes of their bytes as they came. */
  private readonly met = new Map<string, { picture: string; drawing?: string } | Fault>()
  private made = 0

  constructor(
    private readonly site: Pick<Site, 'read'>,
    private readonly viewer: Viewer,
  ) {}

  /** Photographs that were made of them, to be stored. */
  listAccepted = (): CourseMedia[] => [...this.accepted.values()]

  /** Returns a question's text and picture, or why it is refused. Throws 429 if too many wait for their pictures. */
  async take({ text, options, explanation, pictures }: ReadQuestion): Promise<{ taken: TakenPicture; notes: string[] } | Fault> {
    const [picture, another] = pictures
    if (!picture) return { taken: { text }, notes: [] }
    const shows = (words: string) => [...words.matchAll(pictureMark)].filter(([, , name]) => name === picture.name).length
    if (another) return unsupported('题里有几张图，题库里一道题只放一张。请拼成一张，或拆成几道题再传。')
    if ([explanation, ...options.map((option) => option.text)].some((words) => shows(words) > 0))
      return unsupported('图在选项或解释里，题库里的图只能放在题目下面。请把图放进题目，或把图里的内容写成文字再传。')
    if (shows(text) !== 1) return unsupported('同一张图在题目里放了几次，请只留一次再传。')
    const cut = cutPicture(text)
    if ([...cut.text].length < 4) return { code: 'too-short', message: '题目只有图，没有问什么，请补上一句话再传。' }
    const came = await this.accept(picture)
    if ('code' in came) return came
    const notes = [...(cut.isMoved ? ['图放到了题目的下面。'] : []), ...(cut.alt === '' ? ['图上有什么没有写，请在题库里补上。'] : [])]
    return { taken: { text: cut.text, ...came, alt: cut.alt || placeholders.picture }, notes }
  }

  private async accept({ bytes }: Picture) {
    const hash = hashBytes(bytes)
    const known = this.met.get(hash)
    if (known) return known
    const taken = await this.encode(bytes, hash).catch((fault: unknown) => {
      if (fault instanceof UnfitMedia) return unsupported(`题里的图收不了：${fault.message}`)
      throw fault
    })
    this.met.set(hash, taken)
    return taken
  }

  private async encode(bytes: Buffer, hash: string): Promise<{ picture: string; drawing?: string } | Fault> {
    if (isSvg(bytes)) return takeDrawing(bytes, hash)
    // What was made here before comes back as it left.
    const stored = (await readMediaInfo(this.site, [hash])).get(hash)
    if (stored) return { picture: `${hash}.${extensionOf(stored.mediaType)}` }
    if (++this.made > most.photographs) return unsupported(`这个文件里的图太多，一次最多收 ${most.photographs} 张，请分成几个文件再传。`)
    const photograph = await acceptPhotograph(bytes, { account: this.viewer.accountId })
    const made = hashBytes(photograph.bytes)
    this.accepted.set(made, photograph)
    return { picture: `${made}.${extensionOf(photograph.mediaType)}` }
  }
}

function takeDrawing(bytes: Buffer, hash: string): { picture: string; drawing: string } | Fault {
  const drawing = bytes.toString('utf8')
  const [fault] = drawing.length > most.drawing || hashBytes(Buffer.from(drawing)) !== hash ? ['big'] : findPictureFaults(drawing)
  if (fault !== undefined) return unsupported('题里的 SVG 图收不了（太大，或用了收不了的写法），请存成 PNG 再传。')
  return { picture: `${hash}.svg`, drawing }
}

/** A picture of a coming question as a form may send it. */
export const comingPictureName = /^[0-9a-f]{64}\.(?:svg|jpg|png|webp)$/
export const maxDrawing = most.drawing

/** A picture of questions that come, under its name in the version. */
export interface NamedPicture {
  name: string
  hash: string
  drawing?: string | undefined
}

/** The questions with the names that their pictures have in a version, or will have; and all pictures of both by name. */
export async function namePictures(site: Pick<Site, 'read'>, versionId: string, questions: readonly ComingQuestion[]) {
  const there = new Map<string, string>()
  for (const [name, file] of await loadPictureFiles(site.read, versionId)) there.set(name, hashOf(file))
  const names = new Map([...there].map(([name, hash]) => [hash, name] as const))
  const files = new Map<string, NamedPicture>()
  const coming = questions.map(({ picture, drawing, ...question }): ComingQuestion => {
    if (picture === undefined) return question
    const [hash = '', ending = ''] = picture.split('.')
    const name = names.get(hash) ?? findFreeName(there, hash, ending)
    there.set(name, hash)
    names.set(hash, name)
    files.set(name, { name, hash, drawing })
    return { ...question, picture: name }
  })
  return { coming, pictures: there, files: [...files.values()] }
}

function findFreeName(taken: ReadonlyMap<string, string>, hash: string, ending: string): string {
  for (let length = 10; ; length += 6) {
    const name = `question-${hash.slice(0, length)}.${ending}`
    if (length > hash.length || !taken.has(name)) return name
  }
}

/** Makes a picture a file of a version, if it is none yet. Returns false if another lies under its name. Throws 422 if it is not stored. */
export async function keepPicture(
  tx: Tx,
  versionId: string,
  { name, hash, drawing }: NamedPicture,
  photographs: readonly CourseMedia[],
): Promise<boolean> {
  const there = await findFile(tx, versionId, name)
  if (there) return hashOf(there) === hash
  if (drawing !== undefined) {
    if (findPictureFaults(drawing).length > 0 || hashBytes(Buffer.from(drawing)) !== hash) throw isGone()
    await addRevision(tx, { versionId, name, kind: 'saved', content: drawing })
    return true
  }
  const photograph = photographs.find(({ bytes }) => hashBytes(bytes) === hash)
  if (photograph) await storeMedia(tx, photograph)
  const stored = (await readMediaInfo({ read: tx }, [hash])).get(hash)
  if (!stored || stored.mediaType !== courseMediaKindOf(name)?.mediaType) throw isGone()
  await addRevision(tx, { versionId, name, kind: 'saved', mediaHash: hash })
  return true
}

const isGone = () => {
  const sentence = '预览里的图已经不在了，题目没有放进去。请再选一次文件。'
  return invalidInput({ file: [sentence] }, sentence)
}

/** Stores the photographs of a preview until it is accepted: what nobody names is deleted after a day. */
export async function storePhotographs(site: Pick<Site, 'write'>, viewer: Viewer, photographs: readonly CourseMedia[]): Promise<void> {
  for (const photograph of photographs)
    await site.write(
      viewer.accountId,
      'keep the pictures of questions that are looked at',
      async (tx) => void (await storeMedia(tx, photograph)),
    )
}

type Bytes = ReadonlyMap<string, Buffer>

/** Loads the pictures of questions that leave, by name; and says of those whose picture cannot why. */
export async function loadPictures<Q extends Pick<BankQuestion, 'text' | 'picture'>>(
  site: Site,
  versionId: string,
  questions: readonly Q[],
): Promise<{ pictures: Bytes; left: Map<Q, string> }> {
  const [pictures, left] = [new Map<string, Buffer>(), new Map<Q, string>()]
  if (questions.every(({ picture }) => !picture)) return { pictures, left }
  const files = await loadPictureFiles(site.read, versionId)
  let room = most.leaving
  for (const question of questions) {
    const { picture, text } = question
    if (!picture) continue
    const file = files.get(picture)
    const bytes = pictures.get(picture) ?? (file && (await readBytes(site.read, file)))
    if (!bytes) left.set(question, '这道题的图不在这一版里了，没有带走。')
    else if (text.search(pictureMark) >= 0) left.set(question, '题目里有像图片的写法，会和图混在一起，没有带走。')
    else if (bytes.length > room) left.set(question, '图太多，一个文件放不下，这道题没有带走。请带课程的 ZIP。')
    else {
      room -= bytes.length
      pictures.set(picture, bytes)
    }
  }
  return { pictures, left }
}

/** A question's text with its picture behind it. */
export function writeWithPicture({ text, picture, alt = '' }: BankQuestion, pictures: Bytes): Pick<QuestionToWrite, 'text' | 'pictures'> {
  const bytes = picture && pictures.get(picture)
  if (!bytes) return { text, pictures: [] }
  const name = `picture-1.${picture.split('.').at(-1) ?? ''}`
  return { text: `${text}\n${formatPicture(alt === placeholders.picture ? '' : alt, name)}`, pictures: [{ name, bytes }] }
}
