// Documents that a lesson hands out: PDF files that show pages and do nothing else. They are not displayed here, and phones open them with
// whatever is there; so everything in them that runs, opens something or brings something along is looked for, also where it is compressed.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflate as inflateWithCallback } from 'node:zlib'
import { inMegabytes, UnfitMedia } from './unfit.ts'

const inflate = promisify(inflateWithCallback)

/** Maximum size of a document, in bytes. */
export const maxDocumentBytes = 5_000_000
/** Streams of one document; a page has one or two, each font and picture one. */
const maxStreams = 4_000
/** Bytes that one stream, and all together, may inflate to. Pictures are not inflated beyond that: nothing is read out of them. */
const maxInflated = 8_000_000
const maxInflatedInAll = 64_000_000
/** Characters of one dictionary. */
const maxDictionary = 1_000_000

export interface PortableDocument {
  mediaType: 'application/pdf'
  width: null
  height: null
  seconds: null
  bytes: Buffer
}

/** Names of what a page needs nothing of, with the words for it. */
const unwanted: readonly [RegExp, string][] = (
  [
    ['JavaScript', '程序（JavaScript）'],
    ['Launch|GoToR|GoToE', '打开别的程序或文件的动作'],
    ['EmbeddedFiles?|FileAttachment', '附带的文件'],
    ['SubmitForm|ImportData|XFA', '会把填的内容发出去的表单'],
    ['RichMedia(?:Content)?|Rendition|Movie|Sound', '声音、视频或动画'],
  ] as const
).map(([names, what]) => [new RegExp(`/(?:${names})(?![A-Za-z0-9_.-])`), what])

/** How it is made again without all that: every program for documents can. */
const howToMend = '请在 WPS 或 Word 里打开原来的文件，用“输出为 PDF”或“打印成 PDF”重新做一个，再放进来。'

const refused = (why: string) => new UnfitMedia(`这个 PDF 不能放进课程：${why}。${howToMend}`)

/** Letters in names may be written as numbers: `/J#61vaScript`. */
const spellOut = (text: string) =>
  text.includes('#') ? text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text

function refuseUnwanted(text: string) {
  const spelt = spellOut(text)
  for (const [names, what] of unwanted) if (names.test(spelt)) throw refused(`里面有${what}`)
}

/**
 * Reads a dictionary from its `<<` on, without strings and comments, as far as its `>>`. Returns its text, and where what follows begins;
 * null if it does not end.
 */
function readDictionary(text: string, from: number, budget: Budget): { dictionary: string; end: number } | null {
  let dictionary = ''
  let depth = 0
  // A string with its brackets within, a comment, a string of hexadecimals, the brackets of dictionaries, or anything else.
  const token = /\((?:[^()\\]|\\[\s\S])*|%[^\r\n]*|<<|>>|<[^>]*>?|[^(%<>]+|[\s\S]/y
  for (token.lastIndex = from; ;) {
    const [read] = token.exec(text) ?? []
    if (read === undefined) return null
    budget.spend(read.length)
    if (read.startsWith('(')) token.lastIndex = skipString(text, token.lastIndex, budget)
    else if (read === '<<' || read === '>>') depth += read === '<<' ? 1 : -1
    if (!/^(?:\(|%|<[^<])/.test(read)) dictionary += read
    if (depth === 0) return { dictionary: spellOut(dictionary), end: token.lastIndex }
  }
}

/** Goes on to the end of a string of which the first part, up to another bracket, was read. */
function skipString(text: string, from: number, budget: Budget): number {
  const part = /[()](?:[^()\\]|\\[\s\S])*/y
  let depth = 1
  for (part.lastIndex = from; depth > 0;) {
    const [read] = part.exec(text) ?? []
    if (read === undefined) return text.length
    budget.spend(read.length)
    depth += read.startsWith('(') ? 1 : -1
    if (depth === 0) return part.lastIndex - read.length + 1
  }
  return part.lastIndex
}

/** Characters of dictionaries, also of those that only look like one: each is read from every place where one may begin. */
class Budget {
  private spent = 0
  private spentAtTurn = 0

  constructor(private readonly most: number) {}

  spend(characters: number) {
    this.spent += characters
    if (this.spent > this.most || this.spent - this.spentAtTurn > maxDictionary) throw refused('它太复杂')
  }

  /** Others come in between dictionaries. */
  async takeTurns() {
    if (this.spent - this.spentAtTurn < maxDictionary / 4) return
    this.spentAtTurn = this.spent
    await nextTurn()
  }
}

const spaceAndComments = /(?:[\s\0]|%[^\r\n]*)*/y
const streamBegins = /stream[ ]*(?:\r\n|\n|\r)/y
const after = (pattern: RegExp, text: string, from: number): number | null => {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : null
}

/** Lists the streams with their dictionaries, from every place where an object may begin, whatever the tables of the file say. */
async function* findStreams(text: string): AsyncGenerator<{ from: number; dictionary: string }> {
  const budget = new Budget(text.length + 100_000) // nobody writes objects within objects
  let streams = 0
  for (const { index } of text.matchAll(/obj/g)) {
    const begin = after(spaceAndComments, text, index + 3) ?? index + 3
    if (!text.startsWith('<<', begin)) continue
    await budget.takeTurns()
    const read = readDictionary(text, begin, budget)
    const from = read && after(streamBegins, text, after(spaceAndComments, text, read.end) ?? read.end)
    if (!read || from === null) continue
    if (++streams > maxStreams) throw refused('它太复杂')
    yield { from, dictionary: read.dictionary }
  }
}

/** What pictures, pages, fonts and tables are compressed with by programs for documents. Anything else could hide what is looked for. */
const readable = new Set(['FlateDecode', 'DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'])

/** Returns how a stream is compressed; null if it is not. */
function filterOf(dictionary: string): string | null {
  const named = [...dictionary.matchAll(/\/Filter(?![A-Za-z0-9])\s*(?:\[([^\]]*)\]|\/([A-Za-z0-9]+))?/g)]
  const [, list, one] = named[0] ?? []
  const filters = one === undefined ? (list ?? '').split(/[\s/]+/).filter((name) => name !== '') : [one]
  const isClear = named.length === 0 || (named.length === 1 && filters.length === 1 && readable.has(filters[0] ?? ''))
  // `F`: the content lies in another file.
  if (!isClear || /\/F(?![A-Za-z0-9])/.test(dictionary)) throw hidden()
  return filters[0] ?? null
}

const hidden = () => refused('里面有看不清楚的压缩内容')

const isPicture = (dictionary: string) => /\/Subtype\s*\/Image(?![A-Za-z])/.test(dictionary) && !holdsObjects(dictionary)
/** A stream that holds objects says how many, and where the first one stands. */
const holdsObjects = (dictionary: string) => /\/ObjStm(?![A-Za-z])/.test(dictionary) || /\/First(?![A-Za-z])/.test(dictionary)

/** Inflates a stream as far as it goes: what follows it is another matter. */
async function inflateStream(deflated: Buffer, dictionary: string): Promise<Buffer> {
  try {
    return await inflate(deflated, { maxOutputLength: maxInflated, finishFlush: 2 })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw refused('它坏了')
    if (!isPicture(dictionary)) throw refused('它太复杂')
    return Buffer.alloc(0)
  }
}

/**
 * Checks a document that is to be handed out: a whole PDF of at most 5 MB, not encrypted, without programs, actions that open something,
 * attached files, forms that send, sounds and films, and without anything compressed in a way that could hide them. Throws `UnfitMedia`.
 */
export async function acceptDocument(bytes: Buffer): Promise<PortableDocument> {
  if (bytes.length > maxDocumentBytes)
    throw new UnfitMedia(`PDF 太大：${inMegabytes(bytes.length)}，最多 ${inMegabytes(maxDocumentBytes)}。`)
  const text = bytes.toString('latin1')
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\r\n]/.test(text)) throw refused('它不是 PDF，或者开头坏了')
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1_100))) throw refused('它不完整，或者后面还接着别的东西')
  if (/\/Encrypt(?![A-Za-z0-9])/.test(spellOut(text))) throw refused('它加了密码或限制')
  refuseUnwanted(text)
  let inflatedInAll = 0
  for await (const { from, dictionary } of findStreams(text)) {
    const filter = filterOf(dictionary)
    if (holdsObjects(dictionary) && (/\/DecodeParms/.test(dictionary) || (filter !== null && filter !== 'FlateDecode'))) throw hidden()
    if (filter !== 'FlateDecode') continue // not compressed: looked at above; or a picture
    const inflated = await inflateStream(bytes.subarray(from), dictionary)
    inflatedInAll += inflated.length
    if (inflatedInAll > maxInflatedInAll) throw refused('它太复杂')
    if (!isPicture(dictionary)) refuseUnwanted(inflated.toString('latin1'))
    await nextTurn() // others come in between
  }
  return { mediaType: 'application/pdf', width: null, height: null, seconds: null, bytes }
}
