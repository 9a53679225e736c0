// Names of people as offices write them: how they are read, and which cells hold something else instead. Used for
// rosters and lists of shops alike.
import { normaliseText } from './characters.ts'
import { findLookAlike } from './keys.ts'

/** Normalises a name: no spaces inside, and one kind of dot. Rare characters stay exactly as they are. */
export const normaliseName = (text: string) =>
  normaliseText(text)
    .replace(/[ａ-ｚＡ-Ｚ]/g, (letter) => letter.normalize('NFKC'))
    .replace(/\s/g, '')
    // Between two names a filled circle is a dot; in 王●兰 it hides a character.
    .replace(/[•‧∙⋅・･．﹒.]|(?<=\p{L}{2})●(?=\p{L}{2})/gu, '·')
    .replace(/^[·'"]+|[·'"]+$/g, '')

/**
 * Finds characters that no name contains: digits, brackets, punctuation. A dot and 〇 are allowed; characters that
 * describe or replace a rare one are left to `hasPrivateCharacter`.
 */
export const findForbiddenCharacter = (name: string) => [...new Set(name.match(/[^\p{L}\p{M}\p{Co}·〇\u2ff0-\u2fff\ufffd?？]/gu))].join('')

/** Whether a name contains private-use characters, which only the font of one machine knows. */
export const hasPrivateCharacter = (name: string) => /[\ue000-\uf8ff\u{f0000}-\u{10fffd}\ufffd?？]/u.test(name)

/** Whether something other than a name is in its place: words of the form, booleans of a spreadsheet, or numbers. */
const isNoName = (name: string) =>
  /^(同上|同前|无|没有|暂无|未知|不详|待定|空|户主|本人|姓名|是|否|true|false|yes|no|null|none|nan|n\/a|√|×)$/i.test(name) ||
  /^[\p{N}·,，+\-/%]+$/u.test(name.replace(/〇/g, ''))

/** A letter of another script beside Chinese characters: カ looks like 力, ㄧ and ー like 一. */
const findForeignCharacter = (name: string) =>
  /\p{Script=Han}/u.test(name)
    ? (name.match(/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u30fc\uff70]/u)?.[0] ??
      null)
    : null

const isPossibleZero = '不是字：名字被遮住了，或者是“〇”打错了'

/**
 * Characters that hide a part of a name in published lists, and what they are. 〇 is also a character: a single one may
 * belong to a name.
 */
const maskCharacters: readonly [RegExp, (sign: string) => string][] = [
  [/[○◯⭕●◎⚪⚫⚬◦]/u, (sign) => `“${sign}”是圆圈符号，${isPossibleZero}`],
  [/〇{2,}/u, (sign) => `“${sign}”遮住了名字`],
  [/[×✕✖⨯╳❌✗✘]/u, (sign) => `“${sign}”是乘号，遮住了名字`],
  [/[*＊﹡∗⁎✱★☆]+/u, (sign) => `“${sign}”是星号，遮住了名字`],
  [/[■□▇█▓◆◇]+/u, (sign) => `“${sign}”是方块，遮住了名字`],
  [/(?<=\p{Script=Han})[ⅰ-ↈ]+|[ⅰ-ↈⅠ-Ⅿ]+(?=\p{Script=Han})|(?<=\p{Script=Han})[Ⅰ-Ⅿ]+/u, (sign) => `“${sign}”是罗马数字，遮住了名字`],
  [/(?<=\p{Script=Han})[Xx]+|[Xx]+(?=\p{Script=Han})/u, (sign) => `“${sign}”是字母，遮住了名字`],
  [/(?<=\p{Script=Han})[Oo]+|[Oo]+(?=\p{Script=Han})/u, (sign) => `“${sign}”是字母，${isPossibleZero}`],
  [/(?<=\p{Script=Han})[0０](?=\p{Script=Han})/u, (sign) => `“${sign}”是数字，${isPossibleZero}`],
  [/(?<=\p{Script=Han})某某/u, (sign) => `“${sign}”遮住了名字`],
]

/** Finds the character that hides a part of a name, and its description; null if nothing is hidden. */
function findMaskCharacter(name: string): { sign: string; what: string } | null {
  for (const [pattern, say] of maskCharacters) {
    const sign = name.match(pattern)?.[0]
    if (sign !== undefined) return { sign, what: say(sign) }
  }
  return null
}

const shown = (name: string) => name.slice(0, 30)

/**
 * Returns why a text is not a name, in a sentence; null if it may be one. `called` is the name of the column.
 * Characters that no name contains (`findForbiddenCharacter`) are handled by each importer: a list of shops may have
 * remarks beside the name.
 */
export function findPersonNameFault(name: string, called = '姓名'): string | null {
  if (isNoName(name)) return `${called}“${shown(name)}”不是姓名。请照身份证填写。`
  const foreign = findForeignCharacter(name)
  if (foreign)
    return `${called}“${shown(name)}”里的“${foreign}”是${findLookAlike(foreign)?.what ?? '别种文字的字母'}，看着像、其实不是一个字。请照身份证填写。`
  const hiding = findMaskCharacter(name)
  return hiding ? `${called}“${shown(name)}”里的${hiding.what}。请照身份证填写全名。` : null
}

/** Returns the doubt about what looks like a hidden part and may be the name itself; null if there is none. */
export function findPersonNameDoubt(name: string, called = '姓名'): string | null {
  if (/某/.test(name)) return `${called}“${name}”像是遮住了名字，请照身份证核对。`
  if (/〇/.test(name)) return `${called}“${name}”里的“〇”要是用来遮住名字的，请照身份证填写全名。`
  return null
}
