// Reads .pptx: a slide is a section, in the order of the show.
import { type Block, isBlank, type ReadDocument, type Run, toText } from '../blocks.ts'
import { type LeftList, shorten } from '../left.ts'
import { type DocumentPackage, pictureLoader } from '../package.server.ts'
import { UnreadableDocument } from '../unreadable-document.ts'
import { child, childrenOf, descendants, innerText } from '../xml-tree.server.ts'
import { readNotes, readSlide } from './slide.ts'

/** A lecture has sixty. */
const maxSlides = 500
const maxDiagramTexts = 100

export async function readPptx(document: DocumentPackage, left: LeftList): Promise<ReadDocument> {
  const presentation = await document.tree(document.main)
  const links = await document.links(document.main)
  const slides = childrenOf(child(presentation, 'p:sldIdLst'), 'p:sldId')
  if (slides.length > maxSlides) throw new UnreadableDocument('too-much')
  const blocks: Block[] = []
  for (const [place, { attributes }] of slides.entries()) {
    const part = links.get(attributes['r:id'] ?? '')?.target
    if (part === undefined || !document.parts.has(part)) throw new UnreadableDocument('damaged')
    const { title, blocks: own } = await readOne(document, part, place + 1, left)
    if (title && !blocks.some(({ kind }) => kind === 'title')) blocks.unshift({ kind: 'title', runs: title })
    blocks.push(...own)
  }
  return {
    blocks,
    loadPicture: pictureLoader(document, left),
  }
}

async function readOne(
  document: DocumentPackage,
  part: string,
  number: number,
  left: LeftList,
): Promise<{ title?: Run[]; blocks: Block[] }> {
  const tree = await document.tree(part)
  const page = `第 ${number} 页`
  if (['0', 'false'].includes(tree.attributes.show ?? '1')) {
    left.add('隐藏的幻灯片', page, '放映时不显示的幻灯片没有带过来；要用请取消隐藏，再带一次。')
    return { blocks: [] }
  }
  const links = await document.links(part)
  const diagram = async (data: string) =>
    document.parts.has(data)
      ? [...descendants(await document.tree(data), 'dgm:pt')]
          .map((point) => [...descendants(point, 'a:t')].map(innerText).join('').trim())
          .filter((text) => text !== '')
          .slice(0, maxDiagramTexts)
      : []
  const { title, isTitleSlide, blocks } = await readSlide(tree, { links, left, where: page, diagram })
  const notes = [...links.values()].find(({ type }) => type === 'notesSlide')?.target
  const spoken = notes !== undefined && document.parts.has(notes) ? readNotes(await document.tree(notes)) : []
  if ([...links.values()].some(({ type }) => type === 'comments')) left.add('批注', page, '批注没有带进课文；请看要不要改。')
  if (isBlank(title) && blocks.length === 0 && spoken.length === 0) {
    left.add('空的幻灯片', page, '这一页没有字也没有图，没有带过来。')
    return { blocks: [] }
  }
  const own = isBlank(title) ? findOwnTitle(blocks) : null
  if (isBlank(title) && !own) left.add('没有标题的幻灯片', page, '小节的标题写成了页码；请改成这一节讲什么。')
  const made: Block[] = [
    { kind: 'heading', level: 1, runs: own?.runs ?? (isBlank(title) ? [{ text: page }] : title) },
    ...blocks.filter((block) => block !== own),
    ...(spoken.length > 0 ? [{ kind: 'note', sort: 'tip', title: '讲解', paragraphs: spoken } as const] : []),
  ]
  return { ...(isTitleSlide && !isBlank(title) && { title }), blocks: made }
}

/** Many authors write a title into a text box: a short first line. */
function findOwnTitle(blocks: readonly Block[]) {
  const [first, ...others] = blocks
  return first?.kind === 'paragraph' && others.length > 0 && shorten(toText(first.runs), 24) === toText(first.runs).trim() ? first : null
}
