// What Word, WPS and articles of WeChat put on the clipboard.
import { expect, test } from 'vitest'
import { readPastedHtml } from '#app/importing/documents/documents.server.ts'

const what = (html: string) => readPastedHtml(html).left.map((left) => left.what)

test('Word: headings with their numbers, lists by their marks, without styles and comments', () => {
  const item = (level: number, mark: string, text: string) =>
    `<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`
  const pasted = readPastedHtml(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {color:red} --></style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=ZH-CN><!--StartFragment-->
<h1 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>一、</span>选箱子</h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='color:red'>五层</span></b>的最
结实<span lang=EN-US>.<o:p></o:p></span></p>
${item(1, '1.', '垫底')}${item(2, '<span style="font-family:Wingdings">l</span>', '报纸')}${item(1, '2.', '封口')}
<![if !supportEmptyParas]>&nbsp;<![endif]><!--EndFragment--></body></html>`)
  expect(pasted.text).toBe('## 选箱子\n\n**五层**的最结实.\n\n1. 垫底\n   - 报纸\n2. 封口')
  expect(pasted.left).toEqual([])
})

test('an article of WeChat: sections, headings by their look, remote pictures named and never in the text', () => {
  const pasted = readPastedHtml(
    `<section data-tools="x"><section><p style="font-size: 20px;text-align:center"><strong>怎么选箱</strong></p></section><section><p style="font-size:15px;"><span leaf="">先看纸板有几层，</span></p><p style="font-size: 15px">再看  干不干。<br>别买旧的。</p></section>` +
      `<p><img data-src="https://mmbiz.qpic.cn/a.jpg" src="data:image/svg+xml,x" alt="图"></p><mpvoice name="x"></mpvoice><p style="display:none">看不见</p><script>alert(1)</script></section>`,
  )
  expect(pasted.text).toBe('## 怎么选箱\n\n先看纸板有几层，\n\n再看 干不干。\\\n别买旧的。')
  expect(pasted.left.map((left) => left.what)).toEqual(['网上的图', '视频或声音'])
  expect(pasted.pictures).toEqual([])
})

test('pictures in the text itself come along, others are named', () => {
  const pasted = readPastedHtml('<p>前<img src="data:image/png;base64,aGVsbG8=" alt="箱子">后</p><img src="file:///C:/a.png">')
  expect(pasted.text).toBe('前\n\n<Figure src="pasted-1.jpg" alt="箱子" />\n\n后')
  expect(pasted.pictures).toEqual([{ name: 'pasted-1.jpg', bytes: Buffer.from('hello') }])
  expect(pasted.left.map((left) => left.what)).toEqual(['图片'])
})

test('tables, nested lists, quotes, links and entities', () => {
  const pasted = readPastedHtml(
    '<table><tr><th>箱<td>价&nbsp;&yen;<tr><td rowspan=2>五层<td>2<tr><td>3</table><ul><li>甲<ol start=3><li>乙<li>丙</ol><li>丁</ul><blockquote><p>老话</p></blockquote><p><a href="https://a.b/">网</a><a href="javascript:x">坏</a> m<sup>2</sup></p>',
  )
  expect(pasted.text).toBe(
    '| 箱 | 价 ¥ |\n| --- | --- |\n| 五层 | 2 |\n| 五层 | 3 |\n\n- 甲\n  3. 乙\n  4. 丙\n- 丁\n\n> 老话\n\n[网](https://a.b/)坏 m²',
  )
  expect(pasted.tables).toBe(1)
})

test('deleted words and comments of Word are left out and named', () => {
  expect(readPastedHtml('<p>用<del>三层</del><ins>五层</ins>箱。</p>').text).toBe('用五层箱。')
  expect(what('<p>用<del>三层</del>箱。</p>')).toEqual(['修订'])
  expect(what(`<p>字</p><div style='mso-element:comment-list'><p>要改</p></div>`)).toEqual(['批注'])
})

test('code, components and braces are text', () => {
  expect(readPastedHtml('<p>{alert(1)} &lt;Note&gt;</p><p>import a</p>').text).toBe('\\{alert(1)} &lt;Note>\n\n&#105;mport a')
})

test('whatever is pasted is read in time that grows with its length', () => {
  const begun = performance.now()
  for (const html of [
    '<'.repeat(300_000),
    '<p>'.repeat(200_000),
    '<b>'.repeat(200_000) + 'x',
    '<table><tr><td>'.repeat(50_000),
    '&'.repeat(300_000),
    '<!--'.repeat(100_000),
    '<a '.repeat(100_000),
    '<p style="'.repeat(50_000),
    '<script>'.repeat(50_000),
    '<li>'.repeat(100_000),
    'a=" '.repeat(100_000),
    `<p ${'x '.repeat(200_000)}>`,
  ])
    readPastedHtml(html)
  expect(performance.now() - begun).toBeLessThan(20_000)
})
