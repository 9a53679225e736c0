// What stands on one slide, as blocks: title, text, tables and pictures; everything else is named.
import { type Block, type Cell, isBlank, type Run, toSpan, toText } from '../blocks.ts'
import { findPicture, nameCropped, readCrop } from '../crop.ts'
import { type LeftList, mergedCells } from '../left.ts'
import type { Links } from '../package.server.ts'
import { toRaised } from '../raised.ts'
import { child, childrenOf, descendant, descendants, elements, innerText, type XmlNode } from '../xml-tree.server.ts'

interface Around {
  links: Links
  left: LeftList
  where: string
  /** The text of a diagram's data part. */
  diagram(part: string): Promise<string[]>
}

export interface Slide {
  title: Run[]
  isTitleSlide: boolean
  blocks: Block[]
}

const video = ['视频', '视频没有带过来；请单独传上来，再放进这一节。'] as const
const sound = ['声音', '声音没有带过来；请单独传上来，再放进这一节。'] as const
const chart = ['图表', '图表没有带过来；请把它截成图片，再放进来。'] as const
const smartArt = ['SmartArt 图', 'SmartArt 图没有带过来，里面的字写成了清单；要图请截成图片。'] as const
const embedded = ['嵌入的对象', '嵌在幻灯片里的表格、文件等没有带过来；请把要用的内容复制成文字或图片。'] as const
const drawn = ['画的图形', '形状、箭头、手写这类画出来的图没有带过来；要用请截成图片再放进来。'] as const
const motion = ['动画', '动画没有带过来；要分步讲的请写成步骤。'] as const
const equation = ['公式', '公式写成了一行字，请核对；复杂的请截成图片。'] as const
const background = ['背景图', '背景图没有带过来；是讲课要用的图，请再放进来。'] as const

/** Placeholders that a slide repeats on every page. */
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg'])

export async function readSlide(slide: XmlNode, around: Around): Promise<Slide> {
  const reader = new SlideReader(around)
  if (child(slide, 'p:timing') && descendant(child(slide, 'p:timing'), 'p:anim', 'p:animEffect', 'p:animMotion', 'p:set'))
    reader.report(motion)
  if (descendant(child(child(slide, 'p:cSld'), 'p:bg'), 'a:blip')) reader.report(background)
  await reader.shapes(child(child(slide, 'p:cSld'), 'p:spTree'))
  return { title: reader.title, isTitleSlide: reader.isTitleSlide, blocks: reader.blocks }
}

class SlideReader {
  title: Run[] = []
  isTitleSlide = false
  readonly blocks: Block[] = []

  constructor(private readonly around: Around) {}

  report([what, advice]: readonly [string, string]) {
    this.around.left.add(what, this.around.where, advice)
  }

  async shapes(tree: XmlNode | undefined): Promise<void> {
    for (const node of elements(tree)) {
      switch (node.name) {
        case 'p:sp':
          this.shape(node)
          break
        case 'p:pic':
          this.picture(node)
          break
        case 'p:grpSp':
          await this.shapes(node)
          break
        case 'p:graphicFrame':
          await this.frame(node)
          break
        case 'p:cxnSp':
        case 'p:contentPart':
          this.report(drawn)
          break
        case 'mc:AlternateContent':
          await this.shapes(alternative(node))
      }
    }
  }

  private shape(node: XmlNode) {
    const place = child(child(child(node, 'p:nvSpPr'), 'p:nvPr'), 'p:ph')
    const kind = place ? (place.attributes.type ?? 'body') : null
    if (kind !== null && furniture.has(kind)) return
    const body = child(node, 'p:txBody')
    if (kind === 'title' || kind === 'ctrTitle') {
      const title = childrenOf(body, 'a:p').flatMap((paragraph, at) => [...(at > 0 ? [{ text: ' ' }] : []), ...this.runs(paragraph)])
      this.isTitleSlide ||= kind === 'ctrTitle'
      if (this.title.length === 0 && !isBlank(title)) return void (this.title = title)
    }
    const blocks = this.paragraphs(body, kind !== null && kind !== 'subTitle' && kind !== 'title' && kind !== 'ctrTitle')
    this.blocks.push(...blocks)
    const properties = child(node, 'p:spPr')
    const filled = child(properties, 'a:blipFill')
    if (findPicture(filled)) this.addPicture(filled, node)
    else if (blocks.length === 0 && kind === null && (child(properties, 'a:prstGeom')?.attributes.prst ?? 'rect') !== 'rect')
      this.report(drawn)
  }

  /** Paragraphs of a placeholder have bullets unless they say otherwise, those of a text box have none. */
  private paragraphs(body: XmlNode | undefined, isListed: boolean): Block[] {
    const paragraphs = childrenOf(body, 'a:p')
      .map((node) => ({ properties: child(node, 'a:pPr'), runs: this.runs(node) }))
      .filter(({ runs }) => !isBlank(runs))
    const isList = isListed && paragraphs.length > 1
    return paragraphs.map(({ properties, runs }): Block => {
      const numbered = child(properties, 'a:buAutoNum')
      const isItem =
        numbered ?? child(properties, 'a:buChar') ?? child(properties, 'a:buBlip') ?? (isList && !child(properties, 'a:buNone'))
      if (!isItem) return { kind: 'paragraph', runs }
      const level = Math.min(Math.max(Number(properties?.attributes.lvl ?? 0) || 0, 0), 8)
      return { kind: 'item', isOrdered: numbered !== undefined, level, runs }
    })
  }

  private runs(paragraph: XmlNode): Run[] {
    return elements(paragraph).flatMap((node): Run[] => {
      if (node.name === 'a:br') return [{ text: '\n' }]
      if (node.name === 'mc:AlternateContent') {
        const formula = [...descendants(node, 'm:t')].map(innerText).join('')
        if (formula === '') return this.runs(alternative(node))
        this.report(equation)
        return [{ text: formula }]
      }
      if (node.name !== 'a:r' && node.name !== 'a:fld') return []
      const properties = child(node, 'a:rPr')
      const id = child(properties, 'a:hlinkClick')?.attributes['r:id']
      const link = id === undefined ? undefined : this.around.links.get(id)
      const raised = Number(properties?.attributes.baseline ?? 0)
      const text = childrenOf(node, 'a:t').map(innerText).join('')
      return [
        {
          text: toRaised(text, raised > 0 ? 'superscript' : raised < 0 ? 'subscript' : ''),
          ...(['1', 'true'].includes(properties?.attributes.b ?? '') && { isBold: true }),
          ...(link?.isOutside && { href: link.target }),
        },
      ]
    })
  }

  private picture(node: XmlNode) {
    const media = child(child(node, 'p:nvPicPr'), 'p:nvPr')
    if (descendant(media, 'a:videoFile', 'a:quickTimeFile')) return this.report(video)
    if (descendant(media, 'a:audioFile', 'a:wavAudioFile', 'a:audioCd')) return this.report(sound)
    this.addPicture(child(node, 'p:blipFill'), node)
  }

  private addPicture(fill: XmlNode | undefined, node: XmlNode) {
    const link = this.around.links.get(findPicture(fill)?.attributes['r:embed'] ?? '')
    if (!link || link.isOutside) return
    const { descr = '', title = '' } = descendant(node, 'p:cNvPr')?.attributes ?? {}
    this.blocks.push({ kind: 'picture', key: nameCropped(link.target, readCrop(fill)), alt: descr || title, where: this.around.where })
  }

  private async frame(node: XmlNode) {
    const table = descendant(node, 'a:tbl')
    if (table) return this.table(table)
    if (descendant(node, 'c:chart')) return this.report(chart)
    const diagram = descendant(node, 'dgm:relIds')
    if (!diagram) return this.report(embedded)
    this.report(smartArt)
    const link = this.around.links.get(diagram.attributes['r:dm'] ?? '')
    if (!link || link.isOutside) return
    for (const text of await this.around.diagram(link.target))
      this.blocks.push({ kind: 'item', isOrdered: false, level: 0, runs: [{ text }] })
  }

  private table(table: XmlNode) {
    let isMerged = false
    const rows = childrenOf(table, 'a:tr').map((row) =>
      childrenOf(row, 'a:tc').flatMap((cell): Cell[] => {
        const { gridSpan = '1', rowSpan = '1', hMerge, vMerge } = cell.attributes
        if (hMerge === '1' || vMerge === '1' || hMerge === 'true' || vMerge === 'true') return []
        const [across, down] = [toSpan(gridSpan), toSpan(rowSpan)]
        isMerged ||= across > 1 || down > 1
        const runs = childrenOf(child(cell, 'a:txBody'), 'a:p').flatMap((paragraph, at) => [
          ...(at > 0 ? [{ text: '\n' }] : []),
          ...this.runs(paragraph),
        ])
        return [{ runs, across, down }]
      }),
    )
    if (isMerged) this.report(mergedCells)
    if (rows.some((row) => row.some(({ runs }) => toText(runs).trim() !== ''))) this.blocks.push({ kind: 'table', rows })
  }
}

const alternative = (node: XmlNode): XmlNode => {
  const choice = childrenOf(node, 'mc:Choice').find((one) => descendant(one, 'a:t', 'a:blip', 'm:t', 'c:chart', 'dgm:relIds') !== undefined)
  return choice ?? child(node, 'mc:Fallback') ?? { name: '', attributes: {}, children: [] }
}

/** The text of the notes page. */
export function readNotes(notes: XmlNode): Run[][] {
  const paragraphs: Run[][] = []
  for (const shape of descendants(child(notes, 'p:cSld'), 'p:sp')) {
    if (descendant(child(shape, 'p:nvSpPr'), 'p:ph')?.attributes.type !== 'body') continue
    for (const paragraph of childrenOf(child(shape, 'p:txBody'), 'a:p')) {
      const text = elements(paragraph)
        .map((node) => (node.name === 'a:br' ? '\n' : node.name === 'a:r' ? childrenOf(node, 'a:t').map(innerText).join('') : ''))
        .join('')
      if (text.trim() !== '') paragraphs.push([{ text }])
    }
  }
  return paragraphs
}
