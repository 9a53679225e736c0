// Reads .docx. mammoth reads the text; it gets only what we wrote for it, through an interface that has nothing to
// inflate, to parse as entities or to fetch.
import { lookUp } from '#app/text/look-up.ts'
import type { Block, ReadDocument } from '../blocks.ts'
import type { LeftList } from '../left.ts'
import { type DocumentPackage, type Links, pictureLoader } from '../package.server.ts'
import { UnreadableDocument } from '../unreadable-document.ts'
import { child, childrenOf, descendants, innerText, type XmlNode } from '../xml-tree.server.ts'
import { MammothWriter, toXml } from './for-mammoth.ts'
import { type MammothNode, ModelReader } from './mammoth-blocks.ts'
import { createNumbering } from './numbering.ts'
import { readOutline } from './outline.ts'
import { readStyles } from './styles.ts'

/** Characters of one block with its notes: a table of a course book. */
const maxWritten = 4_000_000

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ')
const linksNamespace = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
const officeLink = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const writeLinks = (links: Links) =>
  `<Relationships ${linksNamespace}>${[...links]
    .filter(([, { type }]) => type === 'image' || type === 'hyperlink')
    .map(
      ([id, { type, target, isOutside }]) =>
        `<Relationship Id="${toXml(id)}" Type="${officeLink}/${type}" Target="${toXml(isOutside ? target : `/${target}`)}"/>`,
    )
    .join('')}</Relationships>`

export async function readDocx(document: DocumentPackage, left: LeftList): Promise<ReadDocument> {
  const links = await document.links(document.main)
  const written = await writeForMammoth(document, links, left)
  const reader = new ModelReader(left)
  const blocks: Block[] = []
  for (const part of toParts(written.blocks)) blocks.push(...reader.read(await readByMammoth(part, { ...written, left })))
  return {
    blocks: [...blocks, ...reader.finish()],
    loadPicture: pictureLoader(document, left),
  }
}

interface NoteSource {
  xml: string
  links: Links
}

interface Written {
  /** Of the body, with those of pictures that are shown in part. */
  links: Links
  /** The blocks of the body, in order. */
  blocks: string[]
  /** By kind and id. */
  notes: ReadonlyMap<string, NoteSource>
}

/** Everything that mammoth may see of a document. */
async function writeForMammoth(document: DocumentPackage, links: Links, left: LeftList): Promise<Written> {
  const linked = async (type: string): Promise<{ tree: XmlNode; links: Links } | null> => {
    const part = [...links.values()].find((link) => link.type === type)?.target
    return part !== undefined && document.parts.has(part) ? { tree: await document.tree(part), links: await document.links(part) } : null
  }
  const styles = readStyles((await linked('styles'))?.tree ?? null)
  const numbering = createNumbering((await linked('numbering'))?.tree ?? null)
  const body = child(await document.tree(document.main), 'w:body')
  if (!body) throw new UnreadableDocument('damaged')
  const comments = new Map(
    childrenOf((await linked('comments'))?.tree, 'w:comment').map((one) => [one.attributes['w:id'] ?? '', textIn(one)]),
  )
  const around = { styles, outline: readOutline(body, styles, numbering), left, comments }
  const writer = new MammothWriter({ ...around, links })
  const blocks = [...writer.eachBlock(body)]
  const notes = new Map<string, NoteSource>()
  for (const kind of ['footnote', 'endnote']) {
    const found = await linked(`${kind}s`)
    if (!found) continue
    const ofNotes = new MammothWriter({ ...around, links: found.links })
    const own: [string, string][] = []
    for (const note of childrenOf(found.tree, `w:${kind}`)) {
      if (/^(?:separator|continuation)/.test(note.attributes['w:type'] ?? '')) continue
      own.push([`${kind} ${note.attributes['w:id'] ?? ''}`, ofNotes.blocks(note)])
    }
    for (const [id, xml] of own) notes.set(id, { xml, links: ofNotes.links })
  }
  await reportAround(document, links, left)
  return { blocks, notes, links: writer.links }
}

/** Characters that mammoth gets at once: it holds them several times over, as several kinds of trees. */
const maxAtOnce = 400_000

/** Divides a body between its blocks. */
function* toParts(blocks: readonly string[]): Generator<string> {
  let part: string[] = []
  let length = 0
  for (const block of blocks) {
    if (length > 0 && length + block.length > maxAtOnce) {
      yield part.join('')
      part = []
      length = 0
    }
    part.push(block)
    length += block.length
  }
  yield part.join('')
}

/** The package of a part of the body, with the notes that it refers to. */
function toPackage(body: string, { links, notes }: { links: Links; notes: Written['notes'] }): Record<string, string> {
  const written: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships ${linksNamespace}><Relationship Id="r1" Type="${officeLink}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': writeLinks(links),
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
  }
  for (const kind of ['footnote', 'endnote']) {
    const ids = new Set([...body.matchAll(new RegExp(`<w:${kind}Reference w:id="([^"]*)"`, 'g'))].map(([, id = '']) => id))
    const own = [...ids].flatMap((id) => {
      const note = notes.get(`${kind} ${id}`)
      return note ? [{ id, note }] : []
    })
    const [first] = own
    if (!first) continue
    written[`word/_rels/${kind}s.xml.rels`] = writeLinks(first.note.links)
    written[`word/${kind}s.xml`] =
      `<w:${kind}s ${namespaces}>${own.map(({ id, note }) => `<w:${kind} w:id="${id}">${note.xml}</w:${kind}>`).join('')}</w:${kind}s>`
  }
  return written
}

const textIn = (node: XmlNode) => [...descendants(node, 'w:t')].map(innerText).join('')

/** What stands outside the body. */
async function reportAround({ parts, tree }: DocumentPackage, links: Links, left: LeftList) {
  for (const { type, target } of links.values()) {
    if ((type !== 'header' && type !== 'footer') || !parts.has(target)) continue
    const text = textIn(await tree(target)).trim()
    if (/\p{L}{2}/u.test(text)) left.add('页眉页脚', type === 'header' ? '页眉' : '页脚', '页眉页脚没有带过来；要用的话请写进课文。')
  }
  if (parts.names.some((name) => name.endsWith('vbaproject.bin'))) left.add('宏', '整个文件', '文件里的程序（宏）没有带过来，也没有运行。')
}

async function readByMammoth(body: string, around: { links: Links; notes: Written['notes']; left: LeftList }): Promise<MammothNode> {
  const { default: mammoth } = await import('mammoth')
  const written = toPackage(body, around)
  if (Object.values(written).some(({ length }) => length > maxWritten)) throw new UnreadableDocument('too-much')
  let read: MammothNode = { type: 'document' }
  const file = {
    exists: (name: string) => Object.hasOwn(written, name),
    // A picture is asked for by its name only, and what it gets is its name: it is loaded later, if it is used.
    read: (name: string) => Promise.resolve(lookUp(written, name) ?? new TextEncoder().encode(name)),
  }
  const convert = mammoth.convertToHtml as unknown as (
    input: { file: typeof file },
    options: object,
  ) => Promise<{ messages: { message: string }[] }>
  try {
    const { messages } = await convert(
      { file },
      {
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        transformDocument: (document: MammothNode) => {
          read = document
          return { ...document, children: [] } // we need what it read, not the HTML
        },
      },
    )
    if (messages.some(({ message }) => message.includes('w:sym')))
      around.left.add('特殊符号', '全文', '有的符号（Wingdings 这类字体的）没有带过来；请核对。')
  } catch (fault) {
    throw Object.assign(new UnreadableDocument('damaged'), { cause: fault })
  }
  await readPictureNames(read)
  return read
}

/** The names of all pictures, which mammoth gives away one by one. */
async function readPictureNames(node: MammothNode): Promise<void> {
  if (node.readAsBuffer) node.key = String(await node.readAsBuffer())
  for (const inner of node.children ?? []) await readPictureNames(inner)
}
