// The structure of a workbook: its sheets, shared texts and formats. Only its own links say where they are.
import { posix } from 'node:path'
import { type FileBudget, maxTextInCell } from './budget.ts'
import { isDateFormat } from './date-format.ts'
import { StringTable } from './string-table.ts'
import { UnreadableFile } from './unreadable.ts'
import { findLink, unescapeText, walkDocument } from './xml.server.ts'
import type { Parts } from './zip.server.ts'

export const isTrueValue = (value: string | undefined) => value === '1' || value === 'true'

export interface Sheet {
  name: string
  hidden: boolean
  part: string
}

export interface Workbook {
  sheets: Sheet[]
  from1904: boolean
  strings?: string | undefined
  styles?: string | undefined
}

interface Link {
  id: string
  part: string
  kind: string
}

/** Reads the links of a part; those that lead out of the file are ignored. */
async function readLinks(parts: Parts, part: string, budget: FileBudget): Promise<Link[] | null> {
  const folder = posix.dirname(part)
  const file = posix.normalize(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
  if (!parts.has(file)) return null
  const links: Link[] = []
  await walkDocument(parts, file, {
    open: (name, { Id, Target, Type = '', TargetMode }) => {
      if (name === 'Relationship') budget.spend('links')
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return
      links.push({
        id: Id,
        part: Target.startsWith('/') ? Target.slice(1) : posix.normalize(posix.join(folder, Target)),
        kind: Type.slice(Type.lastIndexOf('/') + 1),
      })
    },
  })
  return links
}

/** Returns the part that the package names as its main one; if it names none, the one with the usual name. */
async function findMainPart(parts: Parts, budget: FileBudget): Promise<string> {
  const named = (await readLinks(parts, '', budget))?.find(({ kind, part }) => kind === 'officeDocument' && parts.has(part))?.part
  const main = named ?? (parts.has('xl/workbook.xml') ? 'xl/workbook.xml' : parts.names.find((name) => name.endsWith('/workbook.xml')))
  if (main && !main.endsWith('.bin')) return main
  throw new UnreadableFile(
    parts.names.some((name) => name.endsWith('workbook.bin') || name === 'content.xml') ? 'other-workbook' : 'not-a-workbook',
  )
}

/** Refuses a file that is no workbook, has a sheet twice, or lacks one that it names. */
export async function readWorkbook(parts: Parts, budget: FileBudget): Promise<Workbook> {
  const main = await findMainPart(parts, budget)
  const named: { name: string; hidden: boolean; link: string | undefined }[] = []
  let from1904: boolean | null = null
  let isWorkbook = false
  await walkDocument(parts, main, {
    open: (name, attributes, parent) => {
      if (name === 'workbook' && parent === '') isWorkbook = true
      else if (name === 'workbookPr' && parent === 'workbook') from1904 ??= isTrueValue(attributes.date1904)
      else if (name === 'sheet' && parent === 'sheets') {
        budget.spend('sheets')
        named.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', link: findLink(attributes) })
      }
    },
  })
  if (!isWorkbook) throw new UnreadableFile('not-a-workbook')
  const links = await readLinks(parts, main, budget)
  if (!links) throw new UnreadableFile('damaged')
  const byId = new Map([...links].reverse().map((link) => [link.id, link]))
  const seen = new Set<string>()
  const sheets = named.flatMap(({ name, hidden, link }): Sheet[] => {
    const target = link === undefined ? undefined : byId.get(link)
    if (target && /^(chartsheet|dialogsheet|xlMacrosheet|xlIntlMacrosheet)$/.test(target.kind)) return []
    if (!target || !parts.has(target.part) || seen.has(target.part.toLowerCase())) throw new UnreadableFile('damaged')
    seen.add(target.part.toLowerCase())
    return [{ name, hidden, part: target.part }]
  })
  const partOf = (kind: string) => links.find((link) => link.kind === kind && parts.has(link.part))?.part
  return { sheets, from1904: from1904 ?? false, strings: partOf('sharedStrings'), styles: partOf('styles') }
}

/** Reads the shared strings; runs of rich text are joined, phonetic runs left out. */
export async function readStrings(parts: Parts, part: string | undefined, budget: FileBudget) {
  const strings = new StringTable()
  if (!part) return strings
  let current = ''
  let inText = false
  await walkDocument(parts, part, {
    open: (name, _, parent) => {
      if (name === 'si') current = ''
      else if (name === 't') inText = parent === 'si' || parent === 'r'
    },
    text: (text) => {
      if (inText && current.length < maxTextInCell) current += text
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'si') {
        budget.spend('strings')
        budget.spend('text', strings.push(unescapeText(current.slice(0, maxTextInCell))))
      }
    },
  })
  return strings
}

/** Returns which styles show a number as a date. */
export async function readDateStyles(parts: Parts, part: string | undefined, budget: FileBudget) {
  const dates: boolean[] = []
  if (!part) return dates
  const formats = new Map<number, string>()
  await walkDocument(parts, part, {
    open: (name, { numFmtId, formatCode }, parent) => {
      if (name === 'numFmt' && parent === 'numFmts') formats.set(Number(numFmtId), formatCode ?? '')
      if (name !== 'xf' || parent !== 'cellXfs') return
      budget.spend('strings')
      dates.push(isDateFormat(Number(numFmtId ?? 0), formats.get(Number(numFmtId))))
    },
  })
  return dates
}
