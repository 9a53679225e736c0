// Markdown and plain text as lessons.
import { expect, test } from 'vitest'
import { importedFrom } from '#tests/support/imported.ts'

const markdown = (text: string) => importedFrom('打包.md', Buffer.from(text))

test('Markdown keeps headings, lists, tables, bold words, links and quotes', async () => {
  const source = [
    '# 打好包',
    '',
    '土豆怕',
    '压。',
    '',
    '## 选**箱子**',
    '- 五层',
    '  1. 高的',
    '  2. 矮的',
    '- 三层',
    '',
    '| 箱 | 价 |',
    '|:--|--:|',
    '| 五层 | **2** |',
    '',
    '> 老话说：',
    '> 包好再发。',
    '',
    '封口',
    '----',
    '看[网站](https://example.com/)，别写*花*的 `代码`。',
  ].join('\n')
  const imported = await markdown(source)
  expect(imported.lessons[0]!.frontMatter.title).toBe('打好包')
  expect(imported.text).toBe(
    '土豆怕压。\n\n## 选箱子\n\n- 五层\n  1. 高的\n  2. 矮的\n- 三层\n\n| 箱 | 价 |\n| --- | --- |\n| 五层 | **2** |\n\n> 老话说：包好再发。\n\n## 封口\n\n看[网站](https://example.com/)，别写花的 代码。',
  )
  expect(imported.tables).toBe(1)
})

test('what Markdown has beyond a lesson is text, and named', async () => {
  const imported = await markdown(
    '---\ntitle: 课\n---\n## 一\n\n<div onclick="x()">字</div>\n\n{1+1}\n\n![图](http://a.b/c.png)\n\n```js\nlet a = {}\n```\n\n- [ ] 做完',
  )
  expect(imported.lessons[0]!.frontMatter.title).toBe('课')
  expect(imported.text).toBe('## 一\n\n&lt;div onclick="x()">字&lt;/div>\n\n\\{1+1}\n\nlet a = \\{}\n\n- 做完')
  expect(imported.what).toEqual(expect.arrayContaining(['HTML', '图片 http://a.b/c.png', '代码', '能打勾的清单', '开头的信息']))
})

test.each([
  ['UTF-8', Buffer.from('\ufeff一、准备\n充电。\n二、开播\n说话。')],
  ['UTF-16', Buffer.from('\ufeff一、准备\n充电。\n二、开播\n说话。', 'utf16le')],
  ['GB18030', Buffer.from('d2bba1a2d7bcb1b80ab3e4b5e7a1a30ab6fea1a2bfaab2a50acbb5bbb0a1a3', 'hex')],
])('plain text in %s: headings are found by their numbers', async (_, bytes) => {
  expect((await importedFrom('讲稿.txt', bytes)).text).toBe('## 准备\n\n充电。\n\n## 开播\n\n说话。')
})

test('hostile Markdown is read in time that grows with its length', async () => {
  for (const text of [
    '*'.repeat(200_000),
    '[a]('.repeat(60_000),
    '> '.repeat(100_000),
    '`'.repeat(200_000),
    '|'.repeat(200_000),
    '- '.repeat(100_000),
  ])
    await markdown(text)
})
