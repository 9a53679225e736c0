// Reads .docx. mammoth reads the text; it gets only what we wrote for it, through an interface that has nothing to
// inflate, to parse as entities or to fetch.
import type { Block, ReadDocument } from '../blocks.ts'
import type { LeftList } from '../left.ts'
import type { DocumentPackage, Links } from '../package.server.ts'
import { UnreadableDocument } from '../unreadable-document.ts'
import { child, childrenOf, descendants, innerText, type XmlNode } from '../xml-tree.server.ts'
import { MammothWriter } from './for-mammoth.ts'
import { type MammothNode, toBlocks } from './mammoth-blocks.ts'
import { createNumbering } from './numbering.ts'
import { readOutline } from './outline.ts'
import { readStyles } from './styles.ts'

/** Characters that mammoth gets: a course book; it holds them several times over. */
const maxWritten = 12_000_000

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ')
const linksNamespace = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
const officeLink = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const toAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const writeLinks = (links: Links) =>
  `<Relationships ${linksNamespace}>${[...links]
    .filter(([, { type }]) => type === 'image' || type === 'hyperlink')
    .map(
      ([id, { type, target, isOutside }]) =>
        `<Relationship Id="${toAttribute(id)}" Type="${officeLink}/${type}" Target="${toAttribute(isOutside ? target : `/${target}`)}"/>`,
    )
    .join('')}</Relationships>`

export async function readDocx(document: DocumentPackage, left: LeftList): Promise<ReadDocument> {
  const links = await document.links(document.main)
  const linked = async (type: string): Promise<{ tree: XmlNode; links: Links } | null> => {
    const part = [...links.values()].find((link) => link.type === type)?.target
    return part !== undefined && document.parts.has(part) ? { tree: await document.tree(part), links: await document.links(part) } : null
  }
  const written = await writeForMammoth(document, links, linked, left)
  if (Object.values(written).reduce((sum, { length }) => sum + length, 0) > maxWritten) throw new UnreadableDocument('too-much')
  const blocks = await readByMammoth(written, left)
  return {
    blocks,
    async loadPicture(key, where) {
      const bytes = await document.bytes(key)
      if (!bytes) left.add('图片', where, '这张图不在文件里，或大于 12 MB，没有带过来；请缩小以后再放进来。')
      return bytes
    },
  }
}

type Linked = (type: string) => Promise<{ tree: XmlNode; links: Links } | null>

/** The parts of the package that mammoth sees, by name. */
async function writeForMammoth(document: DocumentPackage, links: Links, linked: Linked, left: LeftList): Promise<Record<string, string>> {
  const styles = readStyles((await linked('styles'))?.tree ?? null)
  const numbering = createNumbering((await linked('numbering'))?.tree ?? null)
  const body = child(await document.tree(document.main), 'w:body')
  if (!body) throw new UnreadableDocument('damaged')
  const comments = new Map(
    childrenOf((await linked('comments'))?.tree, 'w:comment').map((one) => [one.attributes['w:id'] ?? '', textIn(one)]),
  )
  const around = { styles, outline: readOutline(body, styles, numbering), left, comments }
  const written: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships ${linksNamespace}><Relationship Id="r1" Type="${officeLink}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': writeLinks(links),
    'word/document.xml': `<w:document ${namespaces}><w:body>${new MammothWriter({ ...around, links }).blocks(body)}</w:body></w:document>`,
  }
  for (const kind of ['footnote', 'endnote']) {
    const notes = await linked(`${kind}s`)
    if (!notes) continue
    const writer = new MammothWriter({ ...around, links: notes.links })
    const own = childrenOf(notes.tree, `w:${kind}`).filter(
      ({ attributes }) => !/^(?:separator|continuation)/.test(attributes['w:type'] ?? ''),
    )
    written[`word/_rels/${kind}s.xml.rels`] = writeLinks(notes.links)
    written[`word/${kind}s.xml`] =
      `<w:${kind}s ${namespaces}>${own.map((note) => `<w:${kind} w:id="${toAttribute(note.attributes['w:id'] ?? '')}">${writer.blocks(note)}</w:${kind}>`).join('')}</w:${kind}s>`
  }
  await reportAround(document, links, left)
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

async function readByMammoth(written: Record<string, string>, left: LeftList): Promise<Block[]> {
  const { default: mammoth } = await import('mammoth')
  let read: MammothNode | null = null
  const file = {
    exists: (name: string) => Object.hasOwn(written, name),
    // A picture is asked for by its name only, and what it gets is its name: it is loaded later, if it is used.
    read: (name: string) => Promise.resolve(written[name] ?? new TextEncoder().encode(name)),
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
    for (const { message } of messages)
      if (/w:sym/.test(message)) left.add('特殊符号', '全文', '有的符号（Wingdings 这类字体的）没有带过来；请核对。')
  } catch (fault) {
    throw Object.assign(new UnreadableDocument('damaged'), { cause: fault })
  }
  return toBlocks(read ?? { type: 'document' }, left)
}
