// What the pages of a question bank show: its questions page by page, and one question with what became of it.
import type { Viewer } from '#app/access/viewer.ts'
import { type ShownPicture, showPictureOf } from '#app/media/shown-picture.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { type ListPart, parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { loadShownPictures } from '../media/shown-pictures.server.ts'
import { requireVersion, requireWritable } from '../rights.server.ts'
import { type BankLine, bankList, isFoundBy, toLine } from './bank-list.ts'
import { type BankView, readQuestionBank } from './bank.server.ts'
import { readHowTheyDid, readWordings, type Wording } from './bank-use.server.ts'
import type { AskedQuestion, BankQuestion, ListedQuestion } from './question-bank.ts'
import { indexSimilar, loadBank } from './stored-bank.server.ts'
import { renderQuestionLook } from './question-look.server.tsx'

/** A question that is nearly the same as another one. */
export interface SimilarQuestion {
  id: string
  text: string
  percent: number
}

export interface BankPage {
  bank: BankView
  /** Null if the bank cannot be read as it stands. */
  list: ListPart<BankLine> | null
  /** What was looked for; empty if nothing was. */
  words: string
  /** A question that was just saved, with those that are nearly the same. */
  saved: { text: string; similar: SimilarQuestion[] } | null
}

const longestWords = 100
/** More are not shown beside one question. */
const maxSimilar = 5

/** The questions in which all words stand that the address asks for, as lines; null if the bank cannot be read as it stands. Throws 404. */
async function loadLines(site: Site, viewer: Viewer, versionId: string, asked: URLSearchParams) {
  const { course } = await requireVersion(site.read, viewer, versionId)
  const { bank, questions } = await readQuestionBank(site, viewer, versionId)
  const words = (asked.get('q') ?? '').trim().slice(0, longestWords)
  if (!questions) return { bank, words, questions, lines: null }
  const how = await readHowTheyDid(site, viewer, { courseId: course.id, questions })
  const lessons = new Map(bank.lessons.map(({ slug, title }) => [slug, title]))
  const wanted = words === '' ? questions : questions.filter((question) => isFoundBy(question, words))
  return { bank, words, questions, lines: wanted.map((question) => toLine(question, { lessons, how: how.get(question.id) })) }
}

/** Returns a page of a bank as its address asks for it. Throws 404. */
export async function readBankPage(site: Site, viewer: Viewer, versionId: string, asked: URLSearchParams): Promise<BankPage> {
  const { bank, words, questions, lines } = await loadLines(site, viewer, versionId, asked)
  if (!lines) return { bank, list: null, words, saved: null }
  const saved = questions.find(({ id }) => id === asked.get('saved'))
  return {
    bank,
    list: arrange(lines, parseTableQuery(asked, bankList), bankList),
    words,
    saved: saved ? { text: saved.text, similar: listSimilar(site, questions, saved, saved.id) } : null,
  }
}

/** Returns the questions that the page shows as a sheet; recorded as an export. Throws 404, and 409 if the bank cannot be read as it stands. */
export async function exportBankList(site: Site, viewer: Viewer, versionId: string, asked: URLSearchParams): Promise<SheetToWrite> {
  const { lines } = await loadLines(site, viewer, versionId, asked)
  if (!lines) throw new Refusal(409, '题库的文件现在读不出来，请先按页面上说的改好，再下载。')
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `questions of version ${versionId}`, rows: lines.length })
  return toSheet(lines, parseTableQuery(asked, bankList), { definition: bankList, name: '题目' })
}

function listSimilar(
  site: Site,
  questions: readonly ListedQuestion[],
  wanted: Pick<BankQuestion, 'text' | 'options'>,
  own: string | null,
): SimilarQuestion[] {
  const found = indexSimilar(site, questions).find(wanted, maxSimilar, ({ id }) => id !== own)
  return found.map(({ question: { id, text }, share }) => ({ id, text, percent: Math.round(100 * share) }))
}

export interface QuestionPageView {
  bank: BankView
  question: ListedQuestion | null
  similar: SimilarQuestion[]
  wordings: Wording[]
  /** How it looks on a phone; empty for a new one. */
  look: string
  /** The pictures of the version, to choose from. */
  pictures: string[]
}

/**
 * Returns one question with what became of it in exams, to be changed if its version can be written now; a new one if `id` is null. Throws 404,
 * and for a new one 403 or 409.
 */
export async function readBankQuestion(
  site: Site,
  viewer: Viewer,
  { versionId, id }: { versionId: string; id: string | null },
): Promise<QuestionPageView> {
  const { course } = await (id === null ? requireWritable : requireVersion)(site.read, viewer, versionId)
  const { bank, questions } = await readQuestionBank(site, viewer, versionId)
  const pictures = await loadShownPictures(site, versionId)
  const names = [...pictures.keys()]
  if (id === null) return { bank, question: null, similar: [], wordings: [], look: '', pictures: names }
  const question = questions?.find((one) => one.id === id)
  if (!questions || !question) throw notFound('这道题')
  return {
    bank,
    question,
    similar: listSimilar(site, questions, question, id),
    wordings: await readWordings(site, viewer, { courseId: course.id, id }),
    look: renderQuestionLook(question, showPictureOf(pictures, question)),
    pictures: names,
  }
}

/** Says how a question that is being typed looks on a phone, and which others are nearly the same. Throws 403, 404 or 409. */
export async function lookAtQuestion(
  site: Site,
  viewer: Viewer,
  { versionId, id, typed }: { versionId: string; id: string | null; typed: AskedQuestion },
): Promise<{ html: string; similar: SimilarQuestion[] }> {
  await requireWritable(site.read, viewer, versionId)
  const { questions } = await loadBank(site, site.read, versionId)
  const pictures = typed.picture ? await loadShownPictures(site, versionId) : new Map<string, ShownPicture>()
  return {
    html: renderQuestionLook(typed, showPictureOf(pictures, typed)),
    similar: questions ? listSimilar(site, questions, typed, id) : [],
  }
}
