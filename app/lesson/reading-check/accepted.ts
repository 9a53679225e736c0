// Findings that an author waves through, each with a reason, in the front matter of the lesson:
//
//   accepted:
//     - { rule: rare-character, what: "镬", reason: "菜名就叫镬子饭，旁边有图和拼音" }
//
// The compiler reads the front matter as YAML. The check, which also runs beside an editor, reads these lines itself;
// `acceptFinding` writes them, and the compiler refuses what the two would read differently.
import { type Finding, type Mend, type ReadingRule, readingRules } from './findings.ts'

export interface Acceptance {
  rule: ReadingRule
  what: string
  reason: string
}

/** An acceptance as it stands in the source. */
export interface WrittenAcceptance extends Acceptance {
  from: number
  to: number
}

export const acceptanceLimits = { entries: 20, what: 40, minReason: 4, reason: 80 } as const

/** The rules whose findings may be waved through: numbers of people must go, and a line without use is deleted. */
export const acceptableRules = (Object.keys(readingRules) as ReadingRule[]).filter(
  (rule) => rule !== 'id-number' && rule !== 'bank-card' && rule !== 'idle-acceptance',
)

const isAcceptable = (rule: string): rule is ReadingRule => (acceptableRules as string[]).includes(rule)

const quoted = String.raw`"((?:[^"\\]|\\["\\])*)"`
const entryLine = new RegExp(String.raw`^[ \t]+- \{ rule: ([a-z-]+), what: ${quoted}, reason: ${quoted} \}[ \t]*$`)
const unquote = (text: string) => text.replace(/\\(["\\])/g, '$1')

/** Reads the lines of `accepted` in the front matter, as `acceptFinding` writes them; others are left out. */
export function readAccepted(source: string): WrittenAcceptance[] {
  const accepted: WrittenAcceptance[] = []
  let isInside = false
  for (const { text, from, to } of linesOfFrontMatter(source)) {
    if (/^\S/.test(text)) isInside = /^accepted:[ \t]*$/.test(text)
    const entry = isInside ? entryLine.exec(text) : null
    const [, rule = '', what = '', reason = ''] = entry ?? []
    if (entry && isAcceptable(rule) && accepted.length < acceptanceLimits.entries)
      accepted.push({ rule, what: unquote(what), reason: unquote(reason), from, to })
  }
  return accepted
}

/** Whether the front matter, read as YAML, waves something through that `readAccepted` does not read the same. */
export function hasUnreadAcceptance(source: string, accepted: readonly Acceptance[]): boolean {
  const written = readAccepted(source)
  const isSame = ({ rule, what, reason }: Acceptance, i: number) =>
    written[i]?.rule === rule && written[i].what === what && written[i].reason.trim() === reason
  return written.length !== accepted.length || !accepted.every(isSame)
}

/** Returns the change of the source that waves a finding through; null if the rule does not allow it, or the lesson has no front matter. */
export function acceptFinding(source: string, { rule, what }: Pick<Finding, 'rule' | 'what'>, reason: string): Mend | null {
  const written = reason.replace(/\s+/g, ' ').trim().slice(0, acceptanceLimits.reason)
  const known = readAccepted(source)
  if (!isAcceptable(rule) || written.length < acceptanceLimits.minReason || known.length >= acceptanceLimits.entries) return null
  const lines = linesOfFrontMatter(source)
  const last = lines.at(-1)
  if (!last) return null
  const entry = `  - { rule: ${rule}, what: ${quote(toEntry(what))}, reason: ${quote(written)} }\n`
  const head = lines.find(({ text }) => /^accepted:[ \t]*$/.test(text))
  const at = head ? head.to : last.to
  return { from: at, to: at, insert: head ? entry : `accepted:\n${entry}`, label: '放行' }
}

/** Returns the change of the source that takes back what was waved through; null if it is not there. */
export function takeBackAcceptance(source: string, { rule, what }: Pick<Finding, 'rule' | 'what'>): Mend | null {
  const entry = readAccepted(source).find((one) => accepts(one, { rule, what }))
  if (!entry) return null
  const lines = linesOfFrontMatter(source)
  const at = lines.findIndex(({ from }) => from === entry.from)
  const [before, after] = [lines[at - 1], lines[at + 1]]
  // With its last entry the list goes as well.
  const isOnly = before !== undefined && /^accepted:[ \t]*$/.test(before.text) && !(after && /^\s/.test(after.text))
  return { from: isOnly ? before.from : entry.from, to: entry.to, insert: '', label: '收回' }
}

/** What a finding is about, as it stands in one line. */
const toEntry = (what: string) => what.replace(/[\r\n\t]+/g, ' ').slice(0, acceptanceLimits.what)

/** Whether an entry waves a finding through. */
export const accepts = (entry: Acceptance, { rule, what }: Pick<Finding, 'rule' | 'what'>) =>
  entry.rule === rule && entry.what === toEntry(what)

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

interface Line {
  text: string
  from: number
  /** The position after its line break. */
  to: number
}

/** Front matter is a few lines; `accepted` has at most 20. */
const maxLines = 100

/** Returns the lines between the two rows of dashes; none if there is no front matter. */
function linesOfFrontMatter(source: string): Line[] {
  const lines: Line[] = []
  let at = /^\uFEFF?---[ \t]*\r?\n/.exec(source)?.[0].length ?? source.length
  while (at < source.length && lines.length < maxLines) {
    const newline = source.indexOf('\n', at)
    const to = newline === -1 ? source.length : newline + 1
    const text = source.slice(at, to).replace(/\r?\n$/, '')
    if (/^---\s*$/.test(text)) return lines
    lines.push({ text, from: at, to })
    at = to
  }
  return []
}
