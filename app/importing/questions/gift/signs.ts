// The signs of GIFT that mean something, and how a text says that it means the sign itself.

/** Characters that no text contains stand for escaped signs while a question is taken apart. */
const placeholders: Record<string, string> = {
  '\\': '\ufdd1',
  ':': '\ufdd2',
  '#': '\ufdd3',
  '=': '\ufdd4',
  '{': '\ufdd5',
  '}': '\ufdd6',
  '~': '\ufdd7',
  n: '\ufdd8',
}
const signs: Record<string, string> = Object.fromEntries(
  Object.entries(placeholders).map(([sign, placeholder]) => [placeholder, sign === 'n' ? '\n' : sign]),
)

/** Replaces escaped signs, so that those that are left mean something. */
export const hideEscaped = (text: string) =>
  text.replace(/[\ufdd0-\ufdef]/g, '').replace(/\\([\\:#={}~n])/g, (all, sign: string) => placeholders[sign] ?? all)

/** Puts the signs back. */
export const showEscaped = (text: string) => text.replace(/[\ufdd1-\ufdd8]/g, (placeholder) => signs[placeholder] ?? '')

/** A text in which no sign means anything. */
export const escapeSigns = (text: string) => text.replace(/[\\:#={}~]/g, '\\$&').replaceAll('\n', '\\n')
