// Opens .docx and .pptx: checks the whole package before anything of it is read, and follows links between its parts.
import { FileBudget } from '#app/spreadsheet/budget.ts'
import { readPartText } from '#app/spreadsheet/xml.server.ts'
import { openParts, type Parts } from '#app/spreadsheet/zip.server.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ReadDocument } from './blocks.ts'
import type { LeftList } from './left.ts'
import { childrenOf, findRoot, readTree, TreeBudget, type XmlNode } from './xml-tree.server.ts'
import { refersOutside, UnreadableDocument } from './unreadable-document.ts'

/** Maximum size of a document, in bytes. */
export const maxDocumentBytes = 40 * 1024 * 1024
/** Maximum size of a picture, inflated. */
const maxPictureBytes = 12 * 1024 * 1024
/** Links between all parts. */
const maxLinks = 20_000

export interface Link {
  /** The last word of its type: image, hyperlink, slide. */
  type: string
  /** The part, or for a hyperlink the address. */
  target: string
  isOutside: boolean
}

export type Links = ReadonlyMap<string, Link>

export interface DocumentPackage {
  kind: 'docx' | 'pptx'
  parts: Parts
  main: string
  tree(part: string): Promise<XmlNode>
  /** The links of a part by their id; none if it has no list of them. */
  links(part: string): Promise<Links>
  /** The bytes of a part that is a picture; null if it is missing or too large. */
  bytes(part: string): Promise<Buffer | null>
}

const startsWith = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, place) => bytes[place] === byte)
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
export const isZip = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b)

/** Refuses by content, whatever the file is called. */
export function assertReadableBytes(bytes: Buffer) {
  if (bytes.length === 0) throw new UnreadableDocument('empty')
  if (bytes.length > maxDocumentBytes) throw new UnreadableDocument('too-large')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableDocument(bytes.includes(encryptedPackage) ? 'encrypted' : 'old')
}

/** What lies outside, in the words of an author. */
const outsideLabels: Record<string, string> = {
  image: '链接的图片',
  attachedTemplate: '链接的模板',
  oleObject: '链接的对象',
  video: '链接的视频',
  audio: '链接的声音',
  media: '链接的视频或声音',
  subDocument: '链接的子文档',
  frame: '链接的网页',
}

const isAddress = (target: string) => /^(?:[a-z][a-z0-9+.-]*:|\\\\|\/\/)/i.test(target.trim())

/** Resolves a target against the part that links to it. */
function resolveTarget(part: string, target: string) {
  const path = target.replaceAll('\\', '/')
  const segments = path.startsWith('/') ? [] : part.split('/').slice(0, -1)
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}

const linksName = (part: string) => part.replace(/([^/]*)$/, '_rels/$1.rels')

async function readLinks(parts: Parts, name: string, budget: TreeBudget): Promise<Map<string, Link>> {
  const part = name.replace(/_rels\/([^/]*)\.rels$/, '$1')
  const links = new Map<string, Link>()
  for (const { attributes } of childrenOf(await readTree(parts, name, budget), 'Relationship')) {
    const { Id = '', Type = '', Target = '', TargetMode = '' } = attributes
    const type = Type.split('/').at(-1) ?? ''
    const isOutside = TargetMode.toLowerCase() === 'external' || isAddress(Target)
    if (isOutside && type !== 'hyperlink') throw refersOutside(lookUp(outsideLabels, type) ?? '指向文件外面的链接')
    links.set(Id, { type, target: isOutside ? Target : resolveTarget(part, Target), isOutside })
  }
  return links
}

/** A declaration stands before the first element; a part that hides it further down is refused when it is read. */
async function assertNoDoctype(parts: Parts, name: string) {
  for await (const text of readPartText(parts, name)) {
    const [prolog = ''] = text.split(/<[A-Za-z_]/, 1)
    if (/<!(?:DOCTYPE|ENTITY)/i.test(prolog)) throw new UnreadableDocument('entities')
    return
  }
}

/**
 * Opens a package. Refuses what is encrypted, damaged, too large when inflated, declares entities anywhere, or refers to
 * anything outside but by a hyperlink.
 */
export async function openPackage(bytes: Buffer): Promise<DocumentPackage> {
  assertReadableBytes(bytes)
  const parts = await openParts(bytes, new FileBudget())
  const budget = new TreeBudget()
  const all = new Map<string, Links>()
  let links = 0
  for (const name of parts.names) {
    if (/\.(?:xml|rels|vml)$/.test(name)) await assertNoDoctype(parts, name)
    if (!/(?:^|\/)_rels\/[^/]*\.rels$/.test(name)) continue
    const found = await readLinks(parts, name, budget)
    links += found.size
    if (links > maxLinks) throw new UnreadableDocument('bomb')
    all.set(name, found)
  }
  const main = [...(all.get('_rels/.rels')?.values() ?? [])].find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined) throw new UnreadableDocument('not-a-document')
  if (!parts.has(main)) throw new UnreadableDocument('damaged')
  const tree = (part: string) => readTree(parts, part, budget)
  return {
    kind: await findKind(parts, main),
    parts,
    main,
    tree,
    links: (part) => Promise.resolve(all.get(linksName(part).toLowerCase()) ?? new Map<string, Link>()),
    async bytes(part) {
      if (!parts.has(part) || parts.size(part) > maxPictureBytes) return null
      // Each picture is held once: what is joined at the end was held twice, for all pictures that were read since memory was tidied.
      const bytes = Buffer.alloc(parts.size(part))
      let end = 0
      for await (const chunk of parts.chunks(part)) end += chunk.copy(bytes, end)
      return bytes.subarray(0, end)
    },
  }
}

/** Loads the pictures of a package; one that cannot be read is named in `left`. */
export const pictureLoader =
  (document: DocumentPackage, left: LeftList): ReadDocument['loadPicture'] =>
  async (key, where) => {
    const bytes = await document.bytes(key)
    if (!bytes) left.add('图片', where, '这张图不在文件里，或大于 12 MB，没有带过来；请缩小以后再放进来。')
    return bytes
  }

async function findKind(parts: Parts, main: string): Promise<DocumentPackage['kind']> {
  const root = await findRoot(parts, main)
  if (root === 'w:document') return 'docx'
  if (root === 'p:presentation') return 'pptx'
  throw new UnreadableDocument(root === 'workbook' ? 'workbook' : 'not-a-document')
}
