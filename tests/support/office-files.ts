// Small .docx and .pptx files of written XML, as Word, WPS and PowerPoint make them.
import { strToU8, zipSync } from 'fflate'

const office = 'http://schemas.openxmlformats.org'
const wordNamespaces = [
  `xmlns:w="${office}/wordprocessingml/2006/main"`,
  `xmlns:r="${office}/officeDocument/2006/relationships"`,
  `xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing"`,
  `xmlns:a="${office}/drawingml/2006/main"`,
  `xmlns:pic="${office}/drawingml/2006/picture"`,
  `xmlns:m="${office}/officeDocument/2006/math"`,
  `xmlns:c="${office}/drawingml/2006/chart"`,
  `xmlns:dgm="${office}/drawingml/2006/diagram"`,
  `xmlns:mc="${office}/markup-compatibility/2006"`,
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ')
const slideNamespaces = [
  `xmlns:p="${office}/presentationml/2006/main"`,
  `xmlns:a="${office}/drawingml/2006/main"`,
  `xmlns:r="${office}/officeDocument/2006/relationships"`,
  `xmlns:dgm="${office}/drawingml/2006/diagram"`,
  `xmlns:c="${office}/drawingml/2006/chart"`,
].join(' ')

export interface LinkMade {
  id: string
  type: string
  target: string
  isOutside?: boolean
}

const linksXml = (links: readonly LinkMade[]) =>
  `<Relationships xmlns="${office}/package/2006/relationships">${links
    .map(
      ({ id, type, target, isOutside }) =>
        `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"${isOutside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

type Files = Record<string, string | Uint8Array>

const zipOf = (files: Files) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? strToU8(file) : file]))),
  )

export interface DocxMade {
  /** Of document.xml, inside its body. */
  body: string
  styles?: string
  numbering?: string
  footnotes?: string
  comments?: string
  links?: readonly LinkMade[]
  files?: Files
  doctype?: string
}

export function docxOf({ body, styles, numbering, footnotes, comments, links = [], files = {}, doctype = '' }: DocxMade): Buffer {
  const parts = { styles, numbering, footnotes, comments }
  const written = Object.entries(parts).filter(([, xml]) => xml !== undefined)
  const own = written.map(([name]) => ({ id: `rId-${name}`, type: name, target: `${name}.xml` }))
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    '_rels/.rels': linksXml([{ id: 'rId1', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?>${doctype}<w:document ${wordNamespaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': linksXml([...own, ...links]),
    ...Object.fromEntries(written.map(([name, xml]) => [`word/${name}.xml`, `<w:${name} ${wordNamespaces}>${xml}</w:${name}>`])),
    ...files,
  })
}

const toXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
export const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${toXml(text)}</w:t></w:r>`
export const paragraph = (content: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : run(content)}</w:p>`
export const headingStyles = [1, 2, 3]
  .map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="${level}"><w:name w:val="heading ${level}"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`,
  )
  .join('')
export const heading = (level: number, text: string, more = '') => paragraph(text, `<w:pStyle w:val="${level}"/>${more}`)
export const inList = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`

/** A numbering for each list of levels, `[format, pattern]`; `legal` shows all numbers as 1, 2, 3. */
export const numberingOf = (...lists: readonly (readonly [string, string, 'legal'?])[][]) =>
  lists
    .map(
      (levels, at) =>
        `<w:abstractNum w:abstractNumId="${at}">${levels.map(([format, pattern, legal], level) => `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${legal ? '<w:isLgl/>' : ''}<w:lvlText w:val="${pattern}"/></w:lvl>`).join('')}</w:abstractNum>`,
    )
    .join('') + lists.map((_, at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at}"/></w:num>`).join('')

export const picture = (id: string, alt = '') =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="${toXml(alt)}"/><a:graphic><a:graphicData uri="${office}/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

export interface SlideMade {
  /** Of the slide's tree of shapes. */
  shapes: string
  notes?: string
  isHidden?: boolean
  links?: readonly LinkMade[]
}

export const shape = (kind: string | null, ...paragraphs: readonly string[]) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="s"/><p:cNvSpPr/><p:nvPr>${kind === null ? '' : `<p:ph type="${kind}"/>`}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${paragraphs
    .map((text) => (text.startsWith('<') ? text : `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`))
    .join('')}</p:txBody></p:sp>`
export const slidePicture = (id: string, alt = '') =>
  `<p:pic><p:nvPicPr><p:cNvPr id="4" name="p" descr="${alt}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${id}"/></p:blipFill><p:spPr/></p:pic>`
export const frame = (graphic: string) =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="6" name="g"/></p:nvGraphicFramePr><a:graphic><a:graphicData>${graphic}</a:graphicData></a:graphic></p:graphicFrame>`

const slideXml = (root: string, shapes: string, attributes = '') =>
  `<p:${root} ${slideNamespaces}${attributes}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>${shapes}</p:spTree></p:cSld></p:${root}>`

/** A show in the order of `order`, the file names of the slides being in the order of `slides`. */
export function pptxOf(
  slides: readonly SlideMade[],
  { order = slides.map((_, at) => at), files = {} }: { order?: readonly number[]; files?: Files } = {},
): Buffer {
  const written: Files = {}
  for (const [at, { shapes, notes, isHidden, links = [] }] of slides.entries()) {
    const number = at + 1
    written[`ppt/slides/slide${number}.xml`] = slideXml('sld', shapes, isHidden ? ' show="0"' : '')
    const ofNotes = { id: 'rIdN', type: 'notesSlide', target: `../notesSlides/notesSlide${number}.xml` }
    written[`ppt/slides/_rels/slide${number}.xml.rels`] = linksXml([...links, ...(notes === undefined ? [] : [ofNotes])])
    if (notes !== undefined)
      written[`ppt/notesSlides/notesSlide${number}.xml`] = slideXml(
        'notes',
        shape('sldImg') + shape('body', notes) + shape('sldNum', String(number)),
      )
  }
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    '_rels/.rels': linksXml([{ id: 'rId1', type: 'officeDocument', target: 'ppt/presentation.xml' }]),
    'ppt/presentation.xml': `<p:presentation ${slideNamespaces}><p:sldIdLst>${order.map((at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': linksXml(
      slides.map((_, at) => ({ id: `rId${at + 1}`, type: 'slide', target: `slides/slide${at + 1}.xml` })),
    ),
    ...written,
    ...files,
  })
}
