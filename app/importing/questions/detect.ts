// What a file is, by its bytes: a format of questions, or something else that is named.
import { gunzipSync } from 'node:zlib'
import { hasSignature } from '#app/media/bytes.ts'
import type { QuestionFormat } from './question.ts'
import { UnreadableQuestions, type UnreadableQuestionsCode } from './unreadable-questions.ts'

export const isZip = (bytes: Buffer) => hasSignature(bytes, 'PK\x03\x04') || hasSignature(bytes, 'PK\x05\x06')

const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/** The start of what a gzip file holds. */
function inflateStart(bytes: Buffer): string {
  try {
    return gunzipSync(bytes.subarray(0, 64 * 1024), { finishFlush: 2, maxOutputLength: 4 * 1024 * 1024 }).toString('latin1', 0, 4_096)
  } catch {
    return ''
  }
}

/** What bytes are that are no text; null if they may be text or a package. */
function findBinary(bytes: Buffer): UnreadableQuestionsCode | null {
  if (hasSignature(bytes, '\xd0\xcf\x11\xe0')) return bytes.includes(encryptedPackage) ? 'encrypted' : 'old-office'
  if (hasSignature(bytes, '%PDF')) return 'pdf'
  if (hasSignature(bytes, '{\\rtf')) return 'rtf'
  if (hasSignature(bytes, '\x1f\x8b')) return /moodle_backup|\.ARCHIVE_INDEX/.test(inflateStart(bytes)) ? 'moodle-backup' : 'archive'
  if (
    hasSignature(bytes, 'Rar!') ||
    hasSignature(bytes, "7z\xbc\xaf'\x1c") ||
    hasSignature(bytes, 'BZh') ||
    hasSignature(bytes, '\xfd7zXZ') ||
    hasSignature(bytes, 'ustar', 257)
  )
    return 'archive'
  if (
    hasSignature(bytes, '\x89PNG') ||
    hasSignature(bytes, '\xff\xd8\xff') ||
    hasSignature(bytes, 'GIF8') ||
    hasSignature(bytes, 'II*\0') ||
    hasSignature(bytes, 'MM\0*')
  )
    return 'picture'
  if (hasSignature(bytes, 'RIFF')) return hasSignature(bytes, 'WEBP', 8) ? 'picture' : 'recording'
  if (hasSignature(bytes, 'BM') && bytes.includes(0)) return 'picture'
  if (hasSignature(bytes, 'ftyp', 4)) return /^(?:heic|heix|mif1|avif)/.test(bytes.toString('latin1', 8, 12)) ? 'picture' : 'recording'
  if (hasSignature(bytes, 'ID3') || hasSignature(bytes, 'OggS') || hasSignature(bytes, 'fLaC') || hasSignature(bytes, '\x1aE\xdf\xa3'))
    return 'recording'
  if (
    hasSignature(bytes, '\x7fELF') ||
    hasSignature(bytes, '\xcf\xfa\xed\xfe') ||
    hasSignature(bytes, '\xca\xfe\xba\xbe') ||
    (hasSignature(bytes, 'MZ') && bytes.includes(0))
  )
    return 'program'
  return null
}

/** Refuses what is no text and no package, by what it is. */
export function assertReadableBytes(bytes: Buffer) {
  const found = bytes.length === 0 ? 'empty' : findBinary(bytes)
  if (found) throw new UnreadableQuestions(found)
}

export type ZipContent = { kind: 'qti'; manifest: string | null } | { kind: 'xlsx' } | { kind: 'text'; member: string }

/** What a ZIP holds, by the names of its members. */
export function detectZip(names: readonly string[]): ZipContent {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/^xl\/|\/workbook\.xml$|^workbook\.xml$/)) return { kind: 'xlsx' }
  if (has(/^word\//)) throw new UnreadableQuestions('word')
  if (has(/^ppt\//)) throw new UnreadableQuestions('slides')
  if (has(/^moodle_backup\.xml$/)) throw new UnreadableQuestions('moodle-backup')
  if (has(/^mimetype$/) && has(/^content\.xml$/)) throw new UnreadableQuestions('other-office')
  const manifest = names.filter((name) => /(?:^|\/)imsmanifest\.xml$/.test(name)).sort((one, other) => one.length - other.length)[0]
  if (manifest !== undefined) return { kind: 'qti', manifest }
  const texts = names.filter((name) => /\.(?:txt|gift|xml)$/.test(name) && !/(?:^|\/)(?:__macosx\/|\.)/.test(name))
  const [only] = texts
  if (only !== undefined && texts.length === 1) return { kind: 'text', member: only }
  if (texts.some((name) => name.endsWith('.xml'))) return { kind: 'qti', manifest: null }
  throw new UnreadableQuestions('archive')
}

/** The name of the first element; what is before it may be comments. */
function findRootName(text: string): string | null {
  const start = text
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .replace(/<\?[^>]{0,1000}\?>/g, '')
    .replace(/<!--[\s\S]{0,5000}?-->/g, '')
    .trim()
  return /^<(?:[\w-]+:)?([A-Za-z][\w-]*)/.exec(start)?.[1] ?? null
}

const backupRoots = new Set(['question_categories', 'moodle_backup', 'MOODLE_BACKUP', 'activity', 'inforef'])

const knownRoots = new Set([...backupRoots, 'quiz', 'question', 'assessmentItem', 'qti-assessment-item', 'questestinterop', 'html'])

/** The format of a text that is XML. Refuses what is not about questions, and declarations. */
function detectXml(text: string, root: string | null): QuestionFormat {
  if (root === 'questestinterop') throw new UnreadableQuestions('qti-1')
  if (/^(?:html|head|body)$/i.test(root ?? '') || /^\s*<!doctype\s+html/i.test(text)) throw new UnreadableQuestions('web-page')
  if (root !== null && backupRoots.has(root)) throw new UnreadableQuestions('moodle-backup')
  const [prolog = ''] = text.split(/<(?:[\w-]+:)?(?:quiz|question|assessmentItem|qti-assessment-item)[\s>]/, 1)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(prolog)) throw new UnreadableQuestions('entities')
  if (root === 'quiz' || root === 'question') return 'moodle-xml'
  if (root === 'assessmentItem' || root === 'qti-assessment-item') return 'qti'
  throw new UnreadableQuestions('other-xml')
}

const aikenAnswer = /^[ \t]*ANSWER[ \t]*[:：]|^[ \t]*(?:正确)?答案[ \t]*[:：][ \t]*[A-Z]/im
const aikenChoice = /^[ \t]*[A-Z][).．、）]/m
const giftName = /^::[^\n]*::/m
const tableHead = /^[^\n]{0,200}题目|^[^\n]{0,200}题干/

/** Whether a text is data of a program, from its beginning to its end. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The format of a text; null if it is none that is known. Refuses what is clearly something else. */
export function detectText(text: string): QuestionFormat | null {
  const start = text.slice(0, 2_000).trimStart()
  if (start.startsWith('<')) {
    const root = findRootName(text)
    // A question may begin with HTML, but no file of questions that is no XML ends with it.
    const isWhole = text.trimEnd().endsWith('>')
    const isXml = root !== null && (isWhole || (knownRoots.has(root) && !aikenAnswer.test(text) && !giftName.test(text)))
    if (isXml || /^<(?:\?xml|!doctype)/i.test(start)) return detectXml(text, root)
  }
  if (/^[{[]\s*(?:[{[]\s*)?"/.test(start)) {
    if (isJson(text)) throw new UnreadableQuestions('no-questions')
    return null
  }
  const hasBraces = /(?:^|[^\\])\{/.test(text) && /(?:^|[^\\])(?:\}|\{[^{}]*[=~])/.test(text)
  if (aikenAnswer.test(text) && aikenChoice.test(text) && !/^::|\{\s*[=~#]/m.test(text)) return 'aiken'
  if (hasBraces || giftName.test(text) || /^\$CATEGORY:/m.test(text)) return 'gift'
  return tableHead.test(text) && /[,\t;，|]/.test(text.split('\n', 1)[0] ?? '') ? 'xlsx' : null
}
