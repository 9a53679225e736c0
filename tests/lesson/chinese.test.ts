// Markdown as Chinese authors write it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkLesson, compileLesson } from '#app/lesson/compile.server.ts'
import type { UnsafeLesson } from '#app/lesson/safe-lesson.ts'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n'
const drawn = async (text: string) => (await compileLesson(head + text)).html.replace(/^.*<\/div>/s, '')
const link = (url: string) => `<a href="${url}">${url}</a>`

test.each([
  [
    'bold-beside-chinese-marks',
    '<p><strong>注意：</strong>记住<strong>“先装满，后封箱”</strong>这句话，再读<strong>《发货须知》</strong>。</p>',
  ],
  ['single-tilde', '<p>冷库温度3~5度，发货2~3天。</p>'],
  [
    'address-in-a-sentence',
    `<p>价格表见${link('https://www.example.com/jiage')}。看完再填单，官网（${link('https://www.example.com')}）也有。</p>`,
  ],
  ['line-break-inside-a-word', '<p>打包要结实，发货要及时。</p>'],
])('%s is drawn as it was meant', async (name, html) => {
  const source = readFileSync(`tests/cases/field/lesson-${name}.mdx`, 'utf8')
  expect((await compileLesson(source)).html).toContain(html)
})

test.each([
  ['**注意:**记住', '<p><strong>注意:</strong>记住</p>'],
  ['**甲**：**乙**', '<p><strong>甲</strong>：<strong>乙</strong></p>'],
  ['好！**（注）**。', '<p>好！<strong>（注）</strong>。</p>'],
  ['读*《书》*吧', '<p>读<em>《书》</em>吧</p>'],
  ['甲~~（旧）~~乙', '<p>甲<del>（旧）</del>乙</p>'],
  ['写 \\*\\*：这样', '<p>写 **：这样</p>'],
  ['价`**：`好', '<p>价<code>**：</code>好</p>'],
  [
    '看https://a.com，再看https://b.com。**注意**：好',
    `<p>看${link('https://a.com')}，再看${link('https://b.com')}。<strong>注意</strong>：好</p>`,
  ],
  ['**https://a.com**。', `<p><strong>${link('https://a.com')}</strong>。</p>`],
  ['[点](https://a.com/中文)好', '<p><a href="https://a.com/%E4%B8%AD%E6%96%87">点</a>好</p>'],
  ['及\n**时**发', '<p>及<strong>时</strong>发</p>'],
  ['第一行，\n第二行', '<p>第一行，第二行</p>'],
  ['看\nABC 吧', '<p>看\nABC 吧</p>'],
  ['甲\u3000\n乙', '<p>甲乙</p>'],
  ['箱子30*20*10厘米，３*５', '<p>箱子30*20*10厘米，３*５</p>'],
  ['`3*5`和https://a.com/3*5*7。', `<p><code>3*5</code>和${link('https://a.com/3*5*7')}。</p>`],
  ['HTTPS://A.com。', `<p>${link('HTTPS://A.com')}。</p>`],
  ['**“好”和*《书》*。**吧', '<p><strong>“好”和<em>《书》</em>。</strong>吧</p>'],
  ['~~**“旧”**~~新', '<p><del><strong>“旧”</strong></del>新</p>'],
  [
    '| **“一”** | 3~5 |\n| - | - |\n| https://a.com。 | 2*3 |',
    `<table><thead><tr><th><strong>“一”</strong></th><th>3~5</th></tr></thead><tbody><tr><td>${link('https://a.com')}。</td><td>2*3</td></tr></tbody></table>`,
  ],
])('%j becomes %s', async (text, html) => expect(await drawn(text)).toBe(html))

const site = (name: string) => `<a href="https://${name}">${name}</a>`
const mailbox = '<a href="mailto:ye@example.com">ye@example.com</a>'

test.each([
  ['详情见官网（www.example.com）。', `<p>详情见官网（${site('www.example.com')}）。</p>`],
  ['看 www.example.com，好', `<p>看 ${site('www.example.com')}，好</p>`],
  ['看www.example.com。', `<p>看${site('www.example.com')}。</p>`],
  ['www.example.com。', `<p>${site('www.example.com')}。</p>`],
  ['看 www.example.com 吧', `<p>看 ${site('www.example.com')} 吧</p>`],
  ['官网：WWW.Example.com/a?b=1&c=2；', `<p>官网：<a href="https://WWW.Example.com/a?b=1&amp;c=2">WWW.Example.com/a?b=1&amp;c=2</a>；</p>`],
  [
    '有www.a.com、www.b.com、https://c.com、ye@example.com。',
    `<p>有${site('www.a.com')}、${site('www.b.com')}、${link('https://c.com')}、${mailbox}。</p>`,
  ],
  [
    '（https://a.com）【https://b.com】“www.c.com”',
    `<p>（${link('https://a.com')}）【${link('https://b.com')}】“${site('www.c.com')}”</p>`,
  ],
  ['[看https://a.com]，(www.b.com)。', `<p>[看${link('https://a.com')}]，(${site('www.b.com')})。</p>`],
  ['看www.a.com/x_(y)，"www.b.com"！', `<p>看${site('www.a.com/x_(y)')}，&quot;${site('www.b.com')}&quot;！</p>`],
  ['写信到ye@example.com。**ye@example.com**，好', `<p>写信到${mailbox}。<strong>${mailbox}</strong>，好</p>`],
  ['看www.a.com，写ye@example.com，好', `<p>看${site('www.a.com')}，写${mailbox}，好</p>`],
  ['**www.a.com**。**看www.b.com，**好', `<p><strong>${site('www.a.com')}</strong>。<strong>看${site('www.b.com')}，</strong>好</p>`],
  ['*www.a.com*，~~www.b.com。~~', `<p><em>${site('www.a.com')}</em>，<del>${site('www.b.com')}。</del></p>`],
  ['- www.a.com，好\n- 看www.b.com。', `<ul>\n<li>${site('www.a.com')}，好</li>\n<li>看${site('www.b.com')}。</li>\n</ul>`],
  [
    '| （www.a.com） |\n| - |\n| 看www.b.com。 |',
    `<table><thead><tr><th>（${site('www.a.com')}）</th></tr></thead><tbody><tr><td>看${site('www.b.com')}。</td></tr></tbody></table>`,
  ],
  ['`www.a.com，`和[www.b.com，好](https://b.com)', '<p><code>www.a.com，</code>和<a href="https://b.com">www.b.com，好</a></p>'],
  ['www.中文.com，www.。x@www.a.com', '<p>www.中文.com，www.。<a href="mailto:x@www.a.com">x@www.a.com</a></p>'],
])('the addresses in %j end before the Chinese goes on: %s', async (text, html) => expect(await drawn(text)).toBe(html))

test.each([
  ['好\n\n看（http://www.a.com）。', 9, 3],
  ['好\n\n[看http://www.a.com]。', 9, 3],
])('an address over http in %j is refused at its place, without the marks behind it', async (text, line, column) => {
  const fault = await compileLesson(head + text).catch((thrown: unknown) => thrown)
  expect((fault as UnsafeLesson).problems).toEqual([{ line, column, reason: '这个地址不能用：http://www.a.com' }])
})

test('what cannot be mended is told, with its place in what the author wrote', async () => {
  const { remarks } = await checkLesson(`${head}**“好”**，\n再看** 注意**好`)
  expect(remarks).toEqual([
    { line: 8, column: 3, reason: '这里的 ** 没有起作用，会照原样显示：要成对，里面一侧不能有空格。真要显示，前面加 \\。' },
  ])
  expect((await checkLesson(`${head}**“好”**，写 \\*\\* 也行`)).remarks).toEqual([])
})

test.each<[string, number, string]>([
  ['好__《书》__吧', 2, '这里的 __ 没有起作用，会照原样显示。中文里加粗请写成 **字**。'],
  ['＊＊好＊＊', 1, '这里是全角的 ＊＊，会照原样显示。加粗请用半角的 **。'],
  ['[好]（https://a.com）', 1, '链接要用半角的括号：[字](地址)。这里会照原样显示。'],
  ['##好', 1, '## 后面要有一个空格才是标题，这里会照原样显示。'],
  ['见www.a.com/中文', 2, '地址 www.a.com/ 后面紧跟着汉字，链接到汉字前为止。汉字是地址的一部分，请写成 [字](地址)；不是，请加一个空格。'],
  [
    '见https://a.com/中文',
    2,
    '地址 https://a.com/ 后面紧跟着汉字，链接到汉字前为止。汉字是地址的一部分，请写成 [字](地址)；不是，请加一个空格。',
  ],
])('%j is told as what it will not become', async (text, column, reason) =>
  expect((await checkLesson(head + text)).remarks).toEqual([{ line: 7, column, reason }]),
)

test.each(['填____元', 'snake_case_x 好', 'C#好', '见https://a.com。', '长_宽'])('%j is nothing to be told', async (text) =>
  expect((await checkLesson(head + text)).remarks).toEqual([]),
)

test('the place of what is refused is that of the author’s text', async () => {
  const fault = await compileLesson(`${head}**“好”**这里[点](http://a.com)`).catch((thrown: unknown) => thrown)
  expect((fault as UnsafeLesson).problems[0]).toMatchObject({ line: 7, column: 10 })
})
