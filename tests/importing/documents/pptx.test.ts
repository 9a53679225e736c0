// Slides as sections: what is kept, and what is named as left behind.
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { importedFrom } from '#tests/support/imported.ts'
import { frame, pptxOf, shape, slidePicture, type SlideMade } from '#tests/support/office-files.ts'

const read = (slides: readonly SlideMade[], how: Parameters<typeof pptxOf>[1] = {}) => importedFrom('课件.pptx', pptxOf(slides, how))
const text = (words: string, properties = '', paragraph = '') =>
  `<a:p><a:pPr${paragraph}/><a:r><a:rPr${properties}/><a:t>${words}</a:t></a:r></a:p>`
const photograph = () =>
  sharp({ create: { width: 64, height: 40, channels: 3, background: '#2a6' } })
    .png()
    .toBuffer()

test('each slide is a section, in the order of the show, with its notes as what is said', async () => {
  const imported = await read(
    [
      { shapes: shape('title', '封口') + shape('body', '两道胶带'), notes: '这一页慢慢讲。' },
      { shapes: shape('ctrTitle', '打好包') + shape('subTitle', '咸丰县培训') },
      { shapes: shape('title', '选箱子') + shape('body', '五层', text('高山土豆用', '', ' lvl="1"'), '干燥') },
    ],
    { order: [1, 2, 0] },
  )
  expect(imported.lessons[0]!.frontMatter.title).toBe('打好包')
  expect(imported.lessons[0]!.sections).toEqual([
    '## 打好包\n\n咸丰县培训',
    '## 选箱子\n\n- 五层\n  - 高山土豆用\n- 干燥',
    '## 封口\n\n两道胶带\n\n<Note kind="tip" title="讲解">\n这一页慢慢讲。\n</Note>',
  ])
})

test('slide numbers, dates and footers are no content', async () => {
  const imported = await read([
    { shapes: shape('title', '节') + shape('sldNum', '1') + shape('dt', '2019-07-01') + shape('ftr', '内部资料') },
  ])
  expect(imported.text).toBe('## 节')
})

test('a hidden slide and an empty one are left out and named; one without a title gets its first line or its number', async () => {
  const imported = await read([
    { shapes: shape('title', '藏'), isHidden: true },
    { shapes: shape('title', '') },
    { shapes: shape(null, '短的一行') + shape(null, '正文一句话。') },
    { shapes: shape(null, '这一行很长很长很长很长很长很长很长很长很长很长，不是标题。') },
  ])
  expect(imported.text.match(/^## .*$/gm)).toEqual(['## 短的一行', '## 第 4 页'])
  expect(imported.left).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: '隐藏的幻灯片', where: '第 1 页' }),
      expect.objectContaining({ what: '空的幻灯片', where: '第 2 页' }),
      expect.objectContaining({ what: '没有标题的幻灯片', where: '第 4 页' }),
    ]),
  )
})

test('pictures, also in groups, are encoded anew; tables keep their text', async () => {
  const cell = (words: string, attributes = '') =>
    `<a:tc${attributes}><a:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></a:txBody></a:tc>`
  const table = `<a:tbl><a:tr>${cell('箱子')}${cell('价')}</a:tr><a:tr>${cell('五层', ' gridSpan="2"')}<a:tc hMerge="1"/></a:tr></a:tbl>`
  const imported = await read(
    [
      {
        shapes: shape('title', '看') + `<p:grpSp><p:grpSpPr/>${slidePicture('p1', '一箱土豆')}</p:grpSp>` + frame(table),
        links: [{ id: 'p1', type: 'image', target: '../media/image1.png' }],
      },
    ],
    { files: { 'ppt/media/image1.png': new Uint8Array(await photograph()) } },
  )
  expect(imported.text).toBe('## 看\n\n<Figure src="pic-1.png" alt="一箱土豆" />\n\n| 箱子 | 价 |\n| --- | --- |\n| 五层 |  |')
  expect(imported.pictures).toHaveLength(1)
  expect(imported.tables).toBe(1)
})

/** Four stripes of ten pixels, each of its own grey. */
const stripes = () => {
  const pixels = Buffer.alloc(64 * 40, 0)
  for (const [at, grey] of [0, 85, 170, 255].entries())
    for (let row = 0; row < 40; row++) pixels.fill(grey, row * 64 + at * 16, row * 64 + (at + 1) * 16)
  return sharp(pixels, { raw: { width: 64, height: 40, channels: 1 } })
    .png()
    .toBuffer()
}
const looks = async (bytes: Buffer) => {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, first: data[0], last: data.at(-1) }
}

test('of a cropped picture the part comes over that is shown, and the whole where it is shown whole', async () => {
  const cut = (how: string) => slidePicture('p1', '条纹').replace('</p:blipFill>', `<a:srcRect ${how}/></p:blipFill>`)
  const imported = await read(
    [
      {
        shapes: shape('title', '看') + cut('l="25000" r="50000"') + cut('l="25%" r="50%"') + slidePicture('p1', '全部') + cut('t="-20000"'),
        links: [{ id: 'p1', type: 'image', target: '../media/image1.png' }],
      },
    ],
    { files: { 'ppt/media/image1.png': new Uint8Array(await stripes()) } },
  )
  expect(imported.text.match(/pic-\d/g)).toEqual(['pic-1', 'pic-1', 'pic-2', 'pic-2'])
  expect(await Promise.all(imported.pictures.map(({ bytes }) => looks(bytes)))).toEqual([
    { width: 16, height: 40, first: 85, last: 85 },
    { width: 64, height: 40, first: 0, last: 255 },
  ])
  expect(imported.what).not.toContain('裁过的图')
})

test('a picture of which next to nothing is shown comes over whole, and is named', async () => {
  const cut = slidePicture('p1', '条纹').replace('</p:blipFill>', '<a:srcRect l="49000" r="50000"/></p:blipFill>')
  const imported = await read(
    [{ shapes: shape('title', '看') + cut, links: [{ id: 'p1', type: 'image', target: '../media/image1.png' }] }],
    { files: { 'ppt/media/image1.png': new Uint8Array(await stripes()) } },
  )
  expect(await looks(imported.pictures[0]!.bytes)).toMatchObject({ width: 64 })
  expect(imported.what).toContain('裁过的图')
})

test('diagrams leave their words, charts and objects, films, sounds and animations are named', async () => {
  const media = (kind: string) =>
    `<p:pic><p:nvPicPr><p:cNvPr id="9" name="m"/><p:cNvPicPr/><p:nvPr><a:${kind} r:link="m"/></p:nvPr></p:nvPicPr><p:blipFill/></p:pic>`
  const imported = await read(
    [
      {
        shapes:
          shape('title', '其他') +
          frame('<dgm:relIds r:dm="d1"/>') +
          frame('<c:chart/>') +
          frame('<p:oleObj/>') +
          media('videoFile') +
          media('audioFile') +
          slidePicture('p1'),
        links: [
          { id: 'd1', type: 'diagramData', target: '../diagrams/data1.xml' },
          { id: 'p1', type: 'image', target: '../media/image1.png' },
          { id: 'm', type: 'video', target: '../media/film.mp4' },
        ],
      },
    ],
    {
      files: {
        'ppt/media/image1.png': new Uint8Array(await photograph()),
        'ppt/diagrams/data1.xml':
          '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>选品</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>发货</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>',
      },
    },
  )
  expect(imported.text).toMatch(/^## 其他\n\n- 选品\n- 发货\n\n<Figure/)
  expect(imported.what).toEqual(expect.arrayContaining(['SmartArt 图', '图表', '嵌入的对象', '视频', '声音']))
})

test('bold words, raised figures, links and line breaks of a slide are kept', async () => {
  const imported = await read([
    {
      shapes:
        shape('title', '一', '二') +
        shape(
          null,
          `<a:p><a:r><a:rPr b="1"/><a:t>每亩</a:t></a:r><a:r><a:t>667 m</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>2</a:t></a:r><a:br/><a:r><a:rPr><a:hlinkClick r:id="h1"/></a:rPr><a:t>看网站</a:t></a:r></a:p>`,
        ),
      links: [{ id: 'h1', type: 'hyperlink', target: 'https://example.com/', isOutside: true }],
    },
  ])
  expect(imported.text).toBe('## 一 二\n\n**每亩**667 m²\\\n[看网站](https://example.com/)')
})
