// The text of a file of questions, in whatever encoding a learning system or an editor saved it.
import { decodeAs, guessEncodings } from '#app/text/encodings.ts'
import { UnreadableQuestions } from '../unreadable-questions.ts'

/** Stands where a byte means nothing: the question that contains it is refused. */
export const unknownCharacter = '\ufffd'

/** The encoding that an XML declaration names. */
function findDeclared(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const [, declared] = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]{2,40})["']/i.exec(start) ?? []
  return declared === undefined || /^utf-?16/i.test(declared) ? null : declared
}

/**
 * Whether bytes beyond ASCII mostly stand alone: accents between Latin letters. Chinese characters are pairs of them. (Nearly every
 * accent with the letter behind it is also a Chinese character in GB18030, so that decoding proves nothing.)
 */
function isLatin(bytes: Uint8Array): boolean {
  let alone = 0
  let all = 0
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    all++
    if ((bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80) alone++
  }
  return alone * 3 > all
}

/** Decodes UTF-8 that is broken in few places; null if it is something else. */
function decodeBrokenUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  let broken = 0
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) whole++
  }
  return broken > 0 && whole >= broken * 10 ? text : null
}

const controls = /[\u0000-\u0008\u000e-\u001a]/g

/** Marks the few characters of a text that mean nothing; null if there are so many that it is none. */
function markControls(text: string): string | null {
  const found = text.match(controls)?.length ?? 0
  return found * 200 > text.length ? null : text.replace(controls, unknownCharacter)
}

/** Decodes a file: as it declares itself, otherwise by its bytes. Refuses with 422 what is no text. */
export function decodeFile(bytes: Uint8Array): string {
  const declared = findDeclared(bytes)
  const guesses = guessEncodings(bytes)
  const tries = guesses.length === 0 ? [] : guesses[0] === 'utf-8' ? [declared ?? 'utf-8', 'utf-8'] : guesses
  for (const encoding of tries) {
    const text = decodeAs(encoding, bytes)
    if (text !== null && !text.includes('\0')) return text
  }
  if (guesses.length === 0) {
    const withZeros = decodeAs('utf-8', bytes)
    const marked = withZeros === null ? null : markControls(withZeros)
    if (marked === null) throw new UnreadableQuestions('no-questions')
    return marked
  }
  if (guesses.length < 2) throw new UnreadableQuestions('unknown-characters')
  const text = decodeBrokenUtf8(bytes) ?? (isLatin(bytes) ? null : decodeAs('gb18030', bytes)) ?? decodeAs('windows-1252', bytes)
  const marked = text === null ? null : markControls(text)
  if (marked === null) throw new UnreadableQuestions('unknown-characters')
  return marked
}
