// Writes a Word document again for mammoth: the same text with what mammoth understands, and nothing else. Numbers that
// Word computes are written out, changes and alternatives are decided, text boxes stand behind their paragraph. What is
// not written is named in `left`.
import { toSpan } from '../blocks.ts'
import { findPicture, nameCropped, pictureFills, readCrop } from '../crop.ts'
import { shorten, type LeftList } from '../left.ts'
import { child, childrenOf, descendant, descendants, elements, innerText, valueOf, type XmlNode } from '../xml-tree.server.ts'
import type { Link, Links } from '../package.server.ts'
import { formatEquation } from './equations.ts'
import type { Part } from './outline.ts'
import { isOn, type Styles } from './styles.ts'

interface Around {
  styles: Styles
  outline: ReadonlyMap<XmlNode, Part>
  links: Links
  left: LeftList
  /** Of `w:comment` by id. */
  comments: ReadonlyMap<string, string>
}

export const toXml = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')

/** The kinds of paragraphs as style ids, which mammoth passes on: `h1`, `o0:3` (the third item of an ordered list), `u1`, `t`. */
const toStyleId = (part: Part | undefined): string => {
  if (part?.kind === 'heading') return `h${part.level}`
  if (part?.kind === 'item') return part.isOrdered ? `o${part.level}:${part.number}` : `u${part.level}`
  return part?.kind === 'title' ? 't' : 'p'
}

const changed = ['修订', '插入的字留下了，删掉的字没有带过来；请看留下的对不对。'] as const
const inBox = ['文本框', '文本框里的字放在它所在那一段的后面；请看位置对不对。'] as const
const styling = ['文字的样式', '斜体、下划线、颜色和底色没有带过来；要强调的字请加粗。'] as const
const drawn = ['画的图形', '形状、箭头这类画出来的图没有带过来；要用请截成图片再放进来。'] as const
const chart = ['图表', '图表没有带过来；请在原来的文件里把它截成图片，再放进来。'] as const
const smartArt = ['SmartArt 图', 'SmartArt 图没有带过来；请截成图片再放进来，或把里面的字写成清单。'] as const
const embedded = ['嵌入的对象', '嵌在文件里的表格、文件等没有带过来；请把要用的内容复制成文字或图片。'] as const
const equation = ['公式', '公式写成了一行字，分数、根号、上下标请核对；复杂的请截成图片。'] as const
const contents = ['目录', '目录没有带过来；课文会按小节自动列出来。'] as const
const hidden = ['隐藏的文字', '隐藏的文字没有带过来。'] as const
const chunk = ['插入的另一个文件', '插入的另一个文件没有带过来；请把它的内容复制进来。'] as const
const field = ['自动更新的内容', '只留下了现在的字，以后不会自动更新。'] as const

export class MammothWriter {
  private heading = ''
  private near = ''
  /** Of text boxes in the paragraph that is being written. */
  private boxes: string[] = []
  /** Of pictures that are shown in part, by an id of their own. */
  private readonly cropped = new Map<string, Link>()

  constructor(private readonly around: Around) {}

  /** The links of what was written. */
  get links(): Links {
    return new Map([...this.around.links, ...this.cropped])
  }

  /** Where the writer is, as the author would say. */
  get where() {
    const near = this.near === '' ? '' : `“${shorten(this.near)}”那一段`
    return this.heading === ''
      ? near || '开头'
      : `“${shorten(this.heading)}”${near === '' || this.near === this.heading ? '这一节' : `一节，${near}`}`
  }

  private report([what, advice]: readonly [string, string]) {
    this.around.left.add(what, this.where, advice)
  }

  /** The blocks of a body, cell, note or text box. */
  blocks(node: XmlNode): string {
    return [...this.eachBlock(node)].join('')
  }

  *eachBlock(node: XmlNode): Generator<string> {
    for (const one of elements(node)) yield this.block(one)
  }

  private block(node: XmlNode): string {
    switch (node.name) {
      case 'w:p':
        return this.paragraph(node)
      case 'w:tbl':
        return `<w:tbl>${this.rows(node)}</w:tbl>`
      case 'w:sdt':
        return this.isContents(node) ? (this.report(contents), '') : this.blocks(child(node, 'w:sdtContent') ?? node)
      case 'w:customXml':
      case 'w:moveTo':
        return this.blocks(node)
      case 'w:ins':
        return (this.report(changed), this.blocks(node))
      case 'w:del':
      case 'w:moveFrom':
        return (this.report(changed), '')
      case 'w:altChunk':
        return (this.report(chunk), '')
      case 'm:oMathPara':
      case 'm:oMath':
        return `<w:p>${this.equation(node)}</w:p>`
      case 'mc:AlternateContent':
        return this.blocks(this.alternative(node))
      default:
        return ''
    }
  }

  private isContents = (node: XmlNode) =>
    /table of contents/i.test(valueOf(descendant(child(node, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery') ?? '')

  private paragraph(node: XmlNode): string {
    const part = this.around.outline.get(node)
    if (part?.kind === 'contents') return (this.report(contents), '')
    const properties = child(node, 'w:pPr')
    const text = shownText(node)
    if (text.trim() !== '') this.near = text
    if (part?.kind === 'heading' || part?.kind === 'title') this.heading = part.kind === 'heading' ? part.label + text : ''
    const isDeleted = child(child(properties, 'w:rPr'), 'w:del') !== undefined
    if (isDeleted) this.report(changed)
    const outer = this.boxes
    this.boxes = []
    const isLine = part?.kind === 'heading' || part?.kind === 'title'
    const runs = this.inline(node, valueOf(properties, 'w:pStyle'), isLine)
    const boxes = this.boxes.join('')
    this.boxes = outer
    const label =
      part?.kind === 'heading' && part.label !== ''
        ? `<w:r><w:t>${toXml(part.label)}${/[.\w）)]$/.test(part.label) ? ' ' : ''}</w:t></w:r>`
        : ''
    return `<w:p><w:pPr><w:pStyle w:val="${toStyleId(part)}"/>${isDeleted ? '<w:rPr><w:del/></w:rPr>' : ''}</w:pPr>${label}${runs}</w:p>${boxes}`
  }

  private rows(node: XmlNode): string {
    return elements(node)
      .map((row) => {
        if (row.name === 'w:sdt') return this.rows(child(row, 'w:sdtContent') ?? row)
        if (row.name === 'w:customXml' || row.name === 'w:ins') return this.rows(row)
        if (row.name !== 'w:tr') return ''
        if (child(child(row, 'w:trPr'), 'w:del')) return (this.report(changed), '')
        return `<w:tr>${this.cells(row)}</w:tr>`
      })
      .join('')
  }

  private cells(node: XmlNode): string {
    return elements(node)
      .map((cell) => {
        if (cell.name === 'w:sdt') return this.cells(child(cell, 'w:sdtContent') ?? cell)
        if (cell.name === 'w:customXml') return this.cells(cell)
        if (cell.name !== 'w:tc') return ''
        const properties = child(cell, 'w:tcPr')
        const across = toSpan(valueOf(properties, 'w:gridSpan'))
        const merge = child(properties, 'w:vMerge')
        const span = merge ? `<w:vMerge w:val="${merge.attributes['w:val'] === 'restart' ? 'restart' : 'continue'}"/>` : ''
        return `<w:tc><w:tcPr><w:gridSpan w:val="${across}"/>${span}</w:tcPr>${this.blocks(cell)}</w:tc>`
      })
      .join('')
  }

  private inline(node: XmlNode, style: string | undefined, isLine: boolean): string {
    return joinRuns(
      elements(node).map((one): string => {
        switch (one.name) {
          case 'w:r':
            return this.run(one, style, isLine)
          case 'w:hyperlink': {
            const id = one.attributes['r:id']
            const content = this.inline(one, style, isLine)
            return id !== undefined && this.around.links.get(id)?.isOutside
              ? `<w:hyperlink r:id="${toXml(id)}">${content}</w:hyperlink>`
              : content
          }
          case 'w:ins':
          case 'w:moveTo':
            return (this.report(changed), this.inline(one, style, isLine))
          case 'w:del':
          case 'w:moveFrom':
            return (this.report(changed), '')
          case 'w:smartTag':
          case 'w:customXml':
          case 'w:fldSimple':
          case 'w:dir':
          case 'w:bdo':
            return this.inline(one, style, isLine)
          case 'w:sdt':
            return this.inline(child(one, 'w:sdtContent') ?? one, style, isLine)
          case 'm:oMath':
          case 'm:oMathPara':
            return this.equation(one)
          case 'mc:AlternateContent':
            return this.inline(this.alternative(one), style, isLine)
          default:
            return ''
        }
      }),
    )
  }

  private run(node: XmlNode, style: string | undefined, isLine: boolean): string {
    const properties = child(node, 'w:rPr')
    const look = this.around.styles.lookOf(style, properties)
    if (look.isHidden) {
      if (innerText(node).trim() !== '') this.report(hidden)
      return ''
    }
    if (!isLine && isStyled(properties)) this.report(styling)
    const raised = valueOf(properties, 'w:vertAlign') ?? ''
    const own = `${look.isBold && !isLine ? '<w:b/>' : ''}${/^(?:super|sub)script$/.test(raised) ? `<w:vertAlign w:val="${raised}"/>` : ''}`
    const content = elements(node)
      .map((one) => this.runContent(one))
      .join('')
    return content === '' ? '' : `<w:r><w:rPr>${own}</w:rPr>${content}</w:r>`
  }

  private runContent(node: XmlNode): string {
    switch (node.name) {
      case 'w:t':
        return `<w:t xml:space="preserve">${toXml(innerText(node))}</w:t>`
      case 'w:tab':
      case 'w:ptab':
        return '<w:tab/>'
      case 'w:cr':
        return '<w:br/>'
      case 'w:br':
        return (node.attributes['w:type'] ?? 'textWrapping') === 'textWrapping' ? '<w:br/>' : ''
      case 'w:noBreakHyphen':
        return '<w:t>-</w:t>'
      case 'w:sym':
        return `<w:sym w:font="${toXml(node.attributes['w:font'] ?? '')}" w:char="${toXml(node.attributes['w:char'] ?? '')}"/>`
      case 'w:fldChar':
        return `<w:fldChar w:fldCharType="${toXml(node.attributes['w:fldCharType'] ?? '')}"/>`
      case 'w:instrText': {
        const instruction = innerText(node)
        if (/^\s*(?:DDE|DDEAUTO|LINK|INCLUDETEXT|DATE|TIME)\b/i.test(instruction)) this.report(field)
        return `<w:instrText xml:space="preserve">${toXml(instruction)}</w:instrText>`
      }
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        return `<${node.name} w:id="${toXml(node.attributes['w:id'] ?? '')}"/>`
      case 'w:commentReference': {
        const text = this.around.comments.get(node.attributes['w:id'] ?? '') ?? ''
        this.around.left.add(`批注“${shorten(text, 60)}”`, this.where, '批注没有带进课文；请看要不要改。')
        return ''
      }
      case 'w:ruby':
        return elements(child(node, 'w:rubyBase'))
          .flatMap((run) => childrenOf(run, 'w:t'))
          .map((text) => this.runContent(text))
          .join('')
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return this.drawing(node)
      case 'mc:AlternateContent':
        return elements(this.alternative(node))
          .map((one) => this.runContent(one))
          .join('')
      default:
        return ''
    }
  }

  /** What newer programs show, if there is anything in it that we read; otherwise what older ones do. */
  private alternative(node: XmlNode): XmlNode {
    const choice = childrenOf(node, 'mc:Choice').find(
      (one) => descendant(one, 'w:txbxContent', 'a:blip', 'w:t', 'm:oMath', 'c:chart', 'dgm:relIds') !== undefined,
    )
    return choice ?? child(node, 'mc:Fallback') ?? childrenOf(node, 'mc:Choice')[0] ?? { name: '', attributes: {}, children: [] }
  }

  private equation(node: XmlNode): string {
    this.report(equation)
    return `<w:r><w:t xml:space="preserve">${toXml(formatEquation(node))}</w:t></w:r>`
  }

  /** Pictures stay where they are; text boxes are moved; everything else is reported. */
  private drawing(node: XmlNode): string {
    const pictures = [...this.pictures(node)]
    const boxes = [...descendants(node, 'w:txbxContent', 'mc:Fallback')].filter(({ name }) => name === 'w:txbxContent')
    for (const box of boxes) {
      const { near, heading } = this
      const text = this.blocks(box)
      if (text.replace(/<[^>]*>/g, '').trim() === '' && !text.includes('a:blip')) continue
      this.report(inBox)
      this.boxes.push(text)
      Object.assign(this, { near, heading })
    }
    const wordArt = [...descendants(node, 'v:textpath')].map(({ attributes }) => attributes.string ?? '').join('')
    if (descendant(node, 'c:chart')) this.report(chart)
    else if (descendant(node, 'dgm:relIds')) this.report(smartArt)
    else if (descendant(node, 'o:OLEObject')) this.report(embedded)
    else if (
      pictures.length === 0 &&
      boxes.length === 0 &&
      wordArt === '' &&
      descendant(node, 'wps:wsp', 'v:shape', 'v:rect', 'v:line', 'v:oval', 'v:roundrect')
    )
      this.report(drawn)
    return pictures.join('') + (wordArt === '' ? '' : `<w:t>${toXml(wordArt)}</w:t>`)
  }

  private *pictures(node: XmlNode): Generator<string> {
    const named = descendant(node, 'wp:docPr')?.attributes ?? {}
    for (const fill of descendants(node, ...pictureFills, 'w:txbxContent', 'mc:Fallback')) {
      const found = pictureFills.includes(fill.name) ? findPicture(fill) : undefined
      const whole = found?.attributes['r:embed'] ?? found?.attributes['r:id']
      const link = this.around.links.get(whole ?? '')
      if (!found || whole === undefined || link?.isOutside !== false) continue
      const crop = readCrop(fill)
      const target = nameCropped(link.target, crop)
      const id = crop ? target : whole
      if (crop) this.cropped.set(id, { ...link, target })
      const alt = toXml(named.descr ?? named.title ?? found.attributes['o:title'] ?? '')
      yield `<w:drawing><wp:inline><wp:docPr id="1" name="" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${toXml(id)}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
    }
  }
}

/** Joins neighbouring runs of one look: WPS writes a run for every few characters. Runs of fields stay apart. */
function joinRuns(pieces: readonly string[]): string {
  const joined: { head: string; bodies: string[] }[] = []
  for (const piece of pieces) {
    if (piece === '') continue
    const isPlain = piece.startsWith('<w:r>') && !piece.includes('<w:r>', 1) && !/<w:(?:fldChar|instrText)/.test(piece)
    const head = isPlain ? piece.slice(0, piece.indexOf('</w:rPr>') + '</w:rPr>'.length) : ''
    const body = isPlain ? piece.slice(head.length, -'</w:r>'.length) : piece
    const last = joined.at(-1)
    if (last && isPlain && last.head === head) last.bodies.push(body)
    else joined.push({ head, bodies: [body] })
  }
  return joined
    .map(({ head, bodies }) =>
      head === '' ? bodies.join('') : `${head}${bodies.join('').replaceAll('</w:t><w:t xml:space="preserve">', '')}</w:r>`,
    )
    .join('')
}

const isStyled = (properties: XmlNode | undefined) => {
  const colour = valueOf(properties, 'w:color') ?? 'auto'
  return (
    isOn(properties, 'w:i') === true ||
    (valueOf(properties, 'w:u') ?? 'none') !== 'none' ||
    (valueOf(properties, 'w:highlight') ?? 'none') !== 'none' ||
    !/^(?:auto|000000|[0-3]{6})$/i.test(colour)
  )
}

const shownText = (node: XmlNode): string =>
  elements(node)
    .map((one) =>
      one.name === 'w:t'
        ? innerText(one)
        : /^w:(?:r|ins|hyperlink|smartTag|moveTo|fldSimple|sdt|sdtContent)$/.test(one.name)
          ? shownText(one)
          : '',
    )
    .join('')
