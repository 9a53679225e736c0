// Word files as lessons: what is kept, and what is named as left behind.
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { importedFrom } from '#tests/support/imported.ts'
import { type DocxMade, docxOf, heading, headingStyles, inList, numberingOf, paragraph, picture, run } from '#tests/support/office-files.ts'

const read = (made: DocxMade, name = '电商.docx') => importedFrom(name, docxOf({ styles: headingStyles, ...made }))
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${text === '' ? '<w:p/>' : paragraph(text)}</w:tc>`
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`
const sectionsOf = ({ lessons }: Awaited<ReturnType<typeof read>>) => lessons.flatMap(({ sections }) => sections)

let photograph: Uint8Array
beforeAll(async () => {
  photograph = new Uint8Array(
    await sharp({ create: { width: 64, height: 40, channels: 3, background: '#2a6' } })
      .png()
      .toBuffer(),
  )
})

test('headings of the highest level become sections without the numbers that lessons show themselves; lower ones keep what Word computes', async () => {
  const imported = await read({
    numbering: numberingOf([
      ['chineseCounting', '%1、'],
      ['decimal', '%1.%2', 'legal'],
    ]),
    body:
      heading(1, '选箱子', inList(1)) +
      paragraph('箱子要结实。') +
      heading(2, '量尺寸', inList(1, 1)) +
      heading(2, '看厚薄', inList(1, 1)) +
      heading(1, '贴单子', inList(1)) +
      heading(2, '写地址', inList(1, 1)),
  })
  expect(imported.text.match(/^#.*$/gm)).toEqual(['## 选箱子', '### 1.1 量尺寸', '### 1.2 看厚薄', '## 贴单子', '### 2.1 写地址'])
  expect(imported.left).toContainEqual(expect.objectContaining({ what: '标题前的编号', advice: expect.stringContaining('“一、”') }))
  expect(sectionsOf(imported)).toHaveLength(2)
})

test('the style of titles, or a single highest heading at the beginning, gives the title', async () => {
  const styles = `${headingStyles}<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>`
  const titled = await read({ styles, body: paragraph('打好包', '<w:pStyle w:val="T"/>') + heading(1, '选箱子') + heading(1, '封口') })
  expect(titled.lessons[0]!.frontMatter.title).toBe('打好包')
  const headed = await read({ body: heading(1, '发得快') + heading(2, '选箱子') + heading(2, '封口') })
  expect(headed.lessons[0]!.frontMatter.title).toBe('发得快')
  expect(headed.text).toBe('## 选箱子\n\n## 封口')
})

test('a document of WPS without styles: headings are found by number, weight and size', async () => {
  const imported = await read({
    body:
      paragraph(run('农产品直播课', '<w:b/><w:sz w:val="36"/>'), '<w:jc w:val="center"/>') +
      paragraph('　　直播要先想好卖什么。') +
      paragraph(run('一、准备', '<w:b/>')) +
      paragraph('手机充满电。') +
      paragraph('（一）灯光') +
      paragraph('窗边最好。') +
      paragraph('（二）声音') +
      paragraph('关掉电视。') +
      paragraph(run('二、开播', '<w:b/>')) +
      paragraph('一、二、三，开始。'),
  })
  expect(imported.lessons[0]!.frontMatter).toMatchObject({ title: '农产品直播课', summary: '直播要先想好卖什么。' })
  expect(imported.text).toBe(
    '直播要先想好卖什么。\n\n## 准备\n\n手机充满电。\n\n### （一）灯光\n\n窗边最好。\n\n### （二）声音\n\n关掉电视。\n\n## 开播\n\n一、二、三，开始。',
  )
})

test('bold words in a sentence, and sentences with a number, are no headings', async () => {
  const imported = await read({
    body: paragraph(run('千万', '<w:b/>') + run('别用旧箱。')) + paragraph('一、这是一句完整的话，写到了句号。'),
  })
  expect(imported.text.match(/^#+ .*$/gm)).toEqual(['## 电商'])
  expect(imported.what).toContain('小节')
})

test('lists keep their nesting and numbers, and go on after a paragraph between', async () => {
  const imported = await read({
    numbering: numberingOf([
      ['decimal', '%1.'],
      ['bullet', '·'],
    ]),
    body:
      heading(1, '步骤') +
      paragraph('垫底', inList(1)) +
      paragraph('泡沫', inList(1, 1)) +
      paragraph('报纸', inList(1, 1)) +
      paragraph('放土豆', inList(1)) +
      paragraph('摇一摇。') +
      paragraph('封口', inList(1)),
  })
  expect(imported.text).toBe('## 步骤\n\n1. 垫底\n   - 泡沫\n   - 报纸\n2. 放土豆\n\n摇一摇。\n\n3. 封口')
})

test('merged cells are written out, and named', async () => {
  const imported = await read({
    body:
      heading(1, '价格') +
      `<w:tbl>${row(cell('箱子'), cell('价格|元', '<w:gridSpan w:val="2"/>'))}${row(cell('五层', '<w:vMerge w:val="restart"/>'), cell('2'), cell('3'))}${row(cell('', '<w:vMerge/>'), cell('4'), cell('5'))}</w:tbl>`,
  })
  expect(imported.text).toBe('## 价格\n\n| 箱子 | 价格\\|元 |  |\n| --- | --- | --- |\n| 五层 | 2 | 3 |\n| 五层 | 4 | 5 |')
  expect(imported).toMatchObject({ tables: 1 })
  expect(imported.what).toContain('合并的格子')
})

test('a long table is divided and a wide one becomes a list, so that the lesson can be compiled', async () => {
  const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at)).join('')
  const long = `<w:tbl>${many(120, (at) => row(cell(`第${at}行`), cell('甲'), cell('乙')))}</w:tbl>`
  const wide = `<w:tbl>${many(2, () => `<w:tr>${many(30, (at) => cell(`列${at}`))}</w:tr>`)}</w:tbl>`
  const imported = await read({ body: heading(1, '长') + long + heading(1, '宽') + wide })
  expect(imported.text.match(/^\| --- /gm)!.length).toBeGreaterThan(1)
  expect(imported.text).toContain('- 列0：列0；列1：列1；')
  expect(imported.what).toEqual(expect.arrayContaining(['太长的表格', '太宽的表格']))
})

test('pictures are encoded anew and stand behind their paragraph; one used twice is stored once', async () => {
  const imported = await read({
    body: heading(1, '看图') + paragraph(run('一箱：') + picture('p1', '一箱"土豆"')) + paragraph(picture('p1')),
    links: [{ id: 'p1', type: 'image', target: 'media/image1.png' }],
    files: { 'word/media/image1.png': photograph },
  })
  expect(imported.pictures.map(({ name }) => name)).toEqual(['pic-1.png'])
  expect((await sharp(imported.pictures[0]!.bytes).metadata()).format).toBe('png')
  expect(imported.text).toContain('一箱：\n\n<Figure src="pic-1.png" alt="一箱&quot;土豆&quot;" />')
  expect(imported.what).toContain('没有文字说明的图')
})

test('of a cropped picture the part comes over that is shown, in the text and in a note', async () => {
  const cut = (blip: string, how: string) => picture(blip, '一角').replace('</pic:blipFill>', `<a:srcRect ${how}/></pic:blipFill>`)
  const old = '<w:r><w:pict><v:shape><v:imagedata r:id="p1" cropleft="32768f" o:title="一半"/></v:shape></w:pict></w:r>'
  const imported = await read({
    body:
      heading(1, '看图') + paragraph(run('一箱：') + cut('p1', 'l="75000" t="50000"')) + paragraph(picture('p1', '全部')) + paragraph(old),
    links: [{ id: 'p1', type: 'image', target: 'media/image1.png' }],
    files: { 'word/media/image1.png': photograph },
  })
  const { width, height } = await sharp(photograph).metadata()
  const sizes = await Promise.all(imported.pictures.map(({ bytes }) => sharp(bytes).metadata()))
  expect(sizes.map((one) => [one.width, one.height])).toEqual([
    [width / 4, height / 2],
    [width, height],
    [width / 2, height],
  ])
  expect(imported.text).toContain('<Figure src="pic-1.png" alt="一角" />')
  expect(imported.what).not.toContain('裁过的图')
})

test('pictures of other formats, and what is no picture, are named', async () => {
  const emf = Buffer.alloc(100)
  emf.write(' EMF', 40, 'latin1')
  const imported = await read({
    body: heading(1, '图') + ['a', 'b', 'c'].map((id) => paragraph(picture(id))).join(''),
    links: ['a', 'b', 'c'].map((id) => ({ id, type: 'image', target: `media/${id}` })),
    files: {
      'word/media/a': new Uint8Array(emf),
      'word/media/b': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'word/media/c': 'no picture',
    },
  })
  expect(imported.pictures).toEqual([])
  expect(imported.text).toBe('## 图')
  expect(imported.what).toEqual(expect.arrayContaining(['EMF 图', 'SVG 图', '图片']))
})

test('a drawing that a lesson may have is kept as it is', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="10" height="10"/></svg>'
  const imported = await read({
    body: heading(1, '图') + paragraph(picture('a', '一个方块')),
    links: [{ id: 'a', type: 'image', target: 'media/a.svg' }],
    files: { 'word/media/a.svg': svg },
  })
  expect(imported.pictures).toEqual([{ name: 'pic-1.svg', bytes: Buffer.from(svg) }])
})

test('tracked changes are decided: insertions stay, deletions go, and both are named with their place', async () => {
  const imported = await read({
    body:
      heading(1, '改过的') +
      `<w:p>${run('用')}<w:del>${run('三层')}<w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>${run('五层')}</w:ins>${run('箱。')}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('前半句，')}</w:p>${paragraph('后半句。')}` +
      `<w:moveFrom>${paragraph('搬走的')}</w:moveFrom>`,
  })
  expect(imported.text).toBe('## 改过的\n\n用五层箱。\n\n前半句，后半句。')
  expect(imported.left).toContainEqual(
    expect.objectContaining({ what: '修订', where: expect.stringContaining('“改过的”一节，“用五层箱。”那一段') }),
  )
})

test('text boxes stand behind their paragraph, once, whichever alternative has them', async () => {
  const box = (inner: string) => `<w:txbxContent>${paragraph(inner)}</w:txbxContent>`
  const choice = (inner: string) =>
    `<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(inner)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`
  const fallback = (inner: string) => `<mc:Fallback><w:pict><v:shape><v:textbox>${box(inner)}</v:textbox></v:shape></w:pict></mc:Fallback>`
  const imported = await read({
    body:
      heading(1, '框') +
      `<w:p><w:r><mc:AlternateContent>${choice('第一个')}${fallback('第一个')}</mc:AlternateContent></w:r>${run('正文。')}</w:p>` +
      `<w:p><w:r><mc:AlternateContent>${choice('只有新的')}</mc:AlternateContent></w:r></w:p>` +
      `<w:p><w:r><w:pict><v:shape><v:textbox>${box('只有旧的')}</v:textbox></v:shape></w:pict></w:r></w:p>`,
  })
  expect(imported.text).toBe('## 框\n\n正文。\n\n第一个\n\n只有新的\n\n只有旧的')
  expect(imported.what).toContain('文本框')
})

test('footnotes stand at the end of their section; a note that refers to itself stands there once', async () => {
  const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
  const imported = await read({
    body: heading(1, '一') + paragraph(run('涨了两成') + reference) + heading(1, '二') + paragraph('别的。'),
    footnotes: `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">${paragraph(run('县统计局') + reference)}</w:footnote>`,
  })
  expect(imported.text).toBe('## 一\n\n涨了两成〔1〕\n\n<Note kind="source" title="注释">\n〔1〕县统计局〔1〕\n</Note>\n\n## 二\n\n别的。')
})

test('comments are named with their text, and never come into the lesson', async () => {
  const imported = await read({
    body: heading(1, '批') + paragraph(run('原文。') + '<w:r><w:commentReference w:id="7"/></w:r>'),
    comments: `<w:comment w:id="7" w:author="甲">${paragraph('这里要改')}</w:comment>`,
  })
  expect(imported.text).toBe('## 批\n\n原文。')
  expect(imported.left).toContainEqual(expect.objectContaining({ what: '批注“这里要改”', where: '“批”一节，“原文。”那一段' }))
})

test('equations become a line of text; charts, diagrams, embedded objects, shapes, hidden words and the contents are named', async () => {
  const graphic = (inner: string) =>
    `<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  const imported = await read({
    body:
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('目录……1')}</w:sdtContent></w:sdt>` +
      heading(1, '其他') +
      `<w:p>${run('毛利率＝')}<m:oMath><m:f><m:num><m:r><m:t>卖价-成本</m:t></m:r></m:num><m:den><m:r><m:t>卖价</m:t></m:r></m:den></m:f></m:oMath></w:p>` +
      paragraph(graphic('<c:chart/>')) +
      paragraph(graphic('<dgm:relIds/>')) +
      paragraph('<w:r><w:object><o:OLEObject/></w:object></w:r>') +
      paragraph(graphic('<wps:wsp/>')) +
      paragraph(run('藏着', '<w:vanish/>') + run('斜的', '<w:i/>')),
  })
  expect(imported.text).toBe('## 其他\n\n毛利率＝(卖价-成本)/(卖价)\n\n斜的')
  expect(imported.what).toEqual(
    expect.arrayContaining(['目录', '公式', '图表', 'SmartArt 图', '嵌入的对象', '画的图形', '隐藏的文字', '文字的样式']),
  )
})

test('bold words beside full-width punctuation stay bold and nothing else does', async () => {
  const imported = await read({
    body:
      heading(1, '粗') +
      paragraph(run('说“') + run('大家好', '<w:b/>') + run('”，别') + run('（冷场）', '<w:b/>') + run('太久。') + run(' ', '<w:b/>')),
  })
  expect(imported.text).toBe('## 粗\n\n说“**大家好**”，别**（冷场）**太久。')
})

test('links to other sites over https stay, others become words and are named', async () => {
  const imported = await read({
    body:
      heading(1, '链接') +
      paragraph(
        `<w:hyperlink r:id="a">${run('看')}${run('这里', '<w:b/>')}</w:hyperlink><w:hyperlink r:id="b">${run('老网站')}</w:hyperlink>` +
          `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "javascript:alert(1)" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('域')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
    links: [
      { id: 'a', type: 'hyperlink', target: 'https://example.com/a(1)?b=1', isOutside: true },
      { id: 'b', type: 'hyperlink', target: 'http://example.com/', isOutside: true },
    ],
  })
  expect(imported.text).toBe('## 链接\n\n[看这里](https://example.com/a%281%29?b=1)老网站域')
  expect(imported.what).toEqual(expect.arrayContaining(['链接 http://example.com/', '链接 javascript:alert(1)']))
})

test('a document that is too long for one lesson becomes several', async () => {
  const imported = await read({
    body: Array.from({ length: 12 }, (_, at) => heading(1, `第${at}节`) + paragraph('土豆要装好。'.repeat(600))).join(''),
  })
  expect(imported.lessons.length).toBeGreaterThan(1)
  expect(sectionsOf(imported)).toHaveLength(12)
  expect(imported.what).toContain('太长的文件')
})
