// The reading check names what is hard for readers, proposes a change, and lets an author wave it through with a reason.
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { acceptFinding, checkReading, type Finding, readingLimits } from '#app/lesson/reading-check/reading-check.ts'
import { rankOf } from '#app/lesson/reading-check/character-rules.ts'
import { checkCharacter } from '#app/text/id-check-character.ts'
import { hostileTexts } from './hostile.ts'
import { aLesson } from './makers.ts'

const check = (source: string, options = {}) => checkReading(source, { file: 'lesson.mdx', ...options })
const mended = (source: string, { mend }: Finding) => source.slice(0, mend!.from) + mend!.insert + source.slice(mend!.to)

test('a finding says where it is: file, line and column', () => {
  const [found] = check(aLesson('第一行。\n\n再来，镬子里倒水。'))
  expect(found).toMatchObject({ file: 'lesson.mdx', line: 10, column: 4, rule: 'rare-character' })
  expect(found!.reason).toMatch(/“镬”.*3500.*换/)
})

test('places are those of the file, with Windows line breaks, emphasis, links and escapes', () => {
  for (const text of ['好。\r\n\r\n**先**看[这里](https://example.com)，\\*镬子', '好。\n\n> 看**锅**，镬子'])
    for (const found of check(aLesson(text))) {
      const line = aLesson(text).split('\n')[found.line - 1]!
      expect(line[found.column - 1]).toBe('镬')
    }
})

test('the commonest characters are ranked, and each once', () => {
  expect([rankOf('的'), rankOf('一'), rankOf('镬')]).toEqual([1, 2, null])
  expect(rankOf('嫩')).toBe(2500)
})

test('words of the programme are known to its readers', () => {
  expect(check(aLesson('镬子里倒水。'), { knownNames: ['镬子'] })).toEqual([])
})

test('a lesson with too many uncommon characters is told once, with the characters', () => {
  const text = `${'今天学怎么卖货，先看看别人怎么做。'.repeat(14)}\n\n蔗蝉蝠蜓蜻蟹`
  const [found] = check(aLesson(text)).filter(({ rule }) => rule === 'uncommon-share')
  expect(found).toMatchObject({ what: '整课', reason: expect.stringMatching(/最多 2\.5 个。有：蔗蝉/) as string })
})

test('those who work in an office may be told longer sentences', () => {
  const text = `${'先看货再看人'.repeat(6)}。`
  expect(check(aLesson(text)).map(({ rule }) => rule)).toEqual(['long-sentence'])
  expect(check(aLesson(text), { readers: 'officials' })).toEqual([])
})

test('a lesson whose sentences are long on the whole is told, even if each is short enough', () => {
  const text = Array.from({ length: 10 }, () => '拿到单子先看清楚地址再去库里把货找出来').join('。\n\n')
  expect(check(aLesson(text)).map(({ rule, what }) => [rule, what])).toEqual([['long-mean', '整课']])
})

test('a long sentence is broken at the comma in its middle by one press', () => {
  const source = aLesson('把土豆挑出来放到一边，再把大小差不多的放到一个筐里，拿秤称一称，写好单子。')
  const [found] = check(source)
  expect(found!.mend!.label).toBe('在中间的逗号断开')
  expect(mended(source, found!)).toContain('放到一边，再把大小差不多的放到一个筐里。拿秤称一称')
  expect(check(mended(source, found!))).toEqual([])
})

test('a step of two things becomes two by one press, and those after it are renumbered', () => {
  const source = aLesson('<Steps>\n1. 填好单号，然后告诉买的人。\n2. 拍图。\n3. 发货。\n</Steps>')
  const [found] = check(source)
  expect(mended(source, found!)).toContain('<Steps>\n1. 填好单号。\n2. 告诉买的人。\n3. 拍图。\n4. 发货。\n</Steps>')
  expect(check(mended(source, found!))).toEqual([])
})

test('a section of more than two screens is told by its heading, one of two is not', () => {
  const section = (title: string, lines: number) => `## ${title}\n\n${'今天学怎么卖货。\n\n'.repeat(lines)}`
  const found = check(aLesson(section('短的', 20) + section('长的', 40)))
  expect(found.map(({ rule, what }) => [rule, what])).toEqual([['long-section', '长的']])
  expect(found[0]!.reason).toMatch(/3\.\d 屏/)
})

test('answers that open by a press, and transcripts, take no room', () => {
  const long = '今天学怎么卖货。'.repeat(60)
  expect(check(aLesson(`## 一\n\n<Check id="c" question="哪个好？">\n<Option text="甲">${long}</Option>\n</Check>`))).toEqual([])
  expect(check(aLesson(`## 一\n\n<Audio src="a.m4a" transcript="${long}" />`))).toEqual([])
})

test('a lesson that is only read is told, and gets a list to tick by one press', () => {
  const source = aLesson('学一学。').replace(/<Checklist[\s\S]*/, '')
  const [found] = check(source)
  expect(found).toMatchObject({ rule: 'nothing-to-do', what: '整课' })
  expect(check(mended(source, found!))).toEqual([])
})

test('every component in which one does something counts', () => {
  const withoutTask = (text: string) => check(aLesson(text).replace(/<Checklist id="do"[\s\S]*/, ''))
  for (const task of [
    '<Calculator price="1" />',
    '<FreightCalculator />',
    '<Steps>\n1. 拍图。\n</Steps>',
    '<Check id="c" question="哪个？" />',
  ])
    expect(withoutTask(task), task).toEqual([])
})

test('pictures that weigh too much together are told at the heaviest', () => {
  const source = aLesson('<Figure src="a.jpg" alt="一筐土豆放在门口" />\n\n<Figure src="b.jpg" alt="一箱土豆放在门口" />')
  const [found] = check(source, { pictureBytes: { 'a.jpg': 40_000, 'b.jpg': 130_000, 'not-used.jpg': 900_000 } })
  expect(found).toMatchObject({ rule: 'heavy-pictures', line: 10, reason: expect.stringMatching(/170 kB.*b\.jpg.*130 kB/) as string })
  expect(check(source, { pictureBytes: { 'a.jpg': 40_000, 'b.jpg': 40_000 } })).toEqual([])
})

test('each picture of a component with several needs its words', () => {
  const source = aLesson('<BeforeAfter before="a.jpg" beforeAlt="装箱以前土豆散放着" after="b.jpg" />')
  expect(check(source).map(({ rule, what }) => [rule, what])).toEqual([['picture-label', 'b.jpg']])
})

const day = fc.date({ min: new Date('1940-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
const idNumber = day.map((date) => {
  const digits = `422826${date.toISOString().slice(0, 10).replaceAll('-', '')}000`
  return digits + checkCharacter(digits)
})
const mobileNumber = fc.integer({ min: 0, max: 99_999_999 }).map((rest) => `199${String(rest).padStart(8, '0')}`)
const toFullWidth = (text: string) => text.replace(/[\dX]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

test('a personal number is found wherever it stands, and never repeated', () => {
  const places = [
    (number: string) => aLesson(`打${number}找他。`),
    (number: string) => aLesson(`<Note title="${number}">\n好。\n</Note>`),
    (number: string) => aLesson(`看[这里](https://example.com/?q=${number})。`),
    (number: string) => aLesson('好。').replace('summary: 一课', `summary: ${number}`),
    (number: string) => aLesson(`| 甲 | 乙 |\n|---|---|\n| ${number} | 好 |`),
  ]
  fc.assert(
    fc.property(fc.oneof(idNumber, mobileNumber), fc.constantFrom(...places), fc.boolean(), (number, place, isWide) => {
      const source = place(isWide ? toFullWidth(number) : number)
      const found = check(source).filter(({ rule }) => rule === 'id-number' || rule === 'mobile-number')
      expect(found).toHaveLength(1)
      const told = JSON.stringify(found)
      expect(told).not.toContain(number.slice(0, -3))
      expect(told).not.toContain(toFullWidth(number).slice(0, -3))
      expect(check(mended(source, found[0]!)).filter(({ rule }) => rule.endsWith('-number'))).toEqual([])
    }),
  )
})

test('an ID number with one digit changed is none', () => {
  fc.assert(
    fc.property(idNumber, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, place, more) => {
      const digit = String((Number(number[place]) + more) % 10)
      const wrong = number.slice(0, place) + digit + number.slice(place + 1)
      expect(check(aLesson(`编号 ${wrong} 。`)).filter(({ rule }) => rule === 'id-number')).toEqual([])
    }),
  )
})

test('what is waved through with a reason is not found again, and the lesson compiles', async () => {
  let source = aLesson('镬子里倒水，说“好”。全国最好的茶！打 19900000001 找他。')
  for (let found = check(source)[0]; found; found = check(source)[0]) {
    const entry = acceptFinding(source, found, '当地的说法，旁边有“图”\\说明')
    source = source.slice(0, entry!.from) + entry!.insert + source.slice(entry!.to)
  }
  expect(source.match(/- \{ rule/g)).toHaveLength(3)
  expect((await checkLesson(source)).lesson.frontMatter.accepted).toHaveLength(3)
  expect((await checkLesson(source)).lesson.html).not.toContain('当地的说法')
})

test('what an author waves through is read as the compiler reads it, whatever is written in it', async () => {
  const text = fc.string({
    unit: fc.constantFrom('镬', '好', '"', '\\', "'", ':', '#', '{', '}', ',', ' ', '-', '*', '&', '|'),
    minLength: 4,
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(text, text, async (what, reason) => {
      fc.pre(what.trim() !== '' && reason.replace(/\s+/g, ' ').trim().length >= 4)
      const source = aLesson('好。')
      const entry = acceptFinding(source, { rule: 'long-sentence', what }, reason)!
      const accepted = source.slice(0, entry.from) + entry.insert + source.slice(entry.to)
      expect(check(accepted).map(({ rule, what }) => [rule, what])).toEqual([['idle-acceptance', what]])
      const [{ what: read } = { what: null }] = (await checkLesson(accepted)).lesson.frontMatter.accepted ?? []
      expect(read).toBe(what)
    }),
    { numRuns: 25 },
  )
})

test('a name that is too long for a line, or has several, is waved through by as much as fits', () => {
  const source = aLesson(`<Figure src="${'a'.repeat(60)}.jpg" />\n\n<Audio src="a\nb.m4a" />`)
  const accepted = check(source).reduce((text, found) => {
    const entry = acceptFinding(text, found, '旁边写清楚了')!
    return text.slice(0, entry.from) + entry.insert + text.slice(entry.to)
  }, source)
  expect(check(source)).toHaveLength(2)
  expect(check(accepted)).toEqual([])
})

test('a line that waves through what is no longer there is told, and deleted by one press', () => {
  const source = aLesson('好。').replace(
    '\n---\n\n',
    '\naccepted:\n  - { rule: rare-character, what: "镬", reason: "当地的菜名" }\n---\n\n',
  )
  const [found] = check(source)
  expect(found).toMatchObject({ rule: 'idle-acceptance', line: 7 })
  expect(mended(source, found!)).not.toContain('镬')
})

const accepting = (lines: string) => aLesson('好。').replace('\n---\n\n', `\naccepted:\n${lines}\n---\n\n`)

test.each([
  ['a rule that is none', '  - { rule: spelling, what: "镬", reason: "当地的菜名" }', '可以放行的规则'],
  ['an ID number', '  - { rule: id-number, what: "****************02", reason: "本人同意公开" }', '可以放行的规则'],
  ['no reason', '  - { rule: rare-character, what: "镬" }', '理由'],
  ['a reason that is none', '  - { rule: rare-character, what: "镬", reason: "好" }', '太短'],
  ['more than is looked for', '  - { rule: rare-character, what: "镬", reason: "当地的菜名", until: 2030 }', 'until'],
  ['another spelling', '  - rule: rare-character\n    what: 镬\n    reason: 当地的菜名', '一行写一条'],
  [
    'too many',
    Array.from({ length: 21 }, (_, i) => `  - { rule: rare-character, what: "镬${i}", reason: "当地的菜名" }`).join('\n'),
    '最多放行 20 处',
  ],
])('to wave through with %s is refused, with its place', async (_, lines, reason) => {
  const fault = await checkLesson(accepting(lines)).then(
    () => null,
    (fault: { problems: { line: number; reason: string }[] }) => fault,
  )
  expect(fault?.problems.some((problem) => problem.reason.includes(reason) && problem.line >= 6)).toBe(true)
})

const pieces = fc.constantFrom(
  ...[
    '<Steps>',
    '</Steps>',
    '<Note kind="tip">',
    '</Note>',
    '<Figure src="a.svg" alt="',
    '" />',
    '<',
    '>',
    '[',
    '](',
    ')',
    '**',
    '\\',
    '`',
    '&#',
    ';',
    '|',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '1. ',
    '- ',
    '## ',
    '> ',
    '---\n',
    'accepted:\n',
    '  - { rule: ',
    '镬',
    '最好的茶',
    '能治病，',
    '，',
    '。',
    '先打开',
    '然后点',
    ' ',
    '"',
    '\uD800',
    '😀',
  ],
)

test('any text is checked: findings lie in it, mends change it there, and those of one press are findings no more', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const source = parts.join('')
      const lines = source.split('\n')
      for (const found of check(source)) {
        expect(found.line).toBeLessThanOrEqual(lines.length)
        expect(found.column).toBeLessThanOrEqual((lines[found.line - 1]?.length ?? 0) + 1)
        expect(found.reason).toMatch(/^\S[^\n]*[。”）]$/)
        if (!found.mend) continue
        expect(found.mend.from).toBeLessThanOrEqual(found.mend.to)
        expect(found.mend.to).toBeLessThanOrEqual(source.length)
        expect(mended(source, found)).not.toBe(source)
      }
    }),
  )
})

test('the same text has the same findings, and text around it does not change them', () => {
  const lesson = aLesson('镬子里倒水。全国最好的茶！')
  const told = (found: readonly Finding[]) => found.map(({ rule, what }) => [rule, what])
  expect(told(check(lesson))).toEqual(told(check(lesson)))
  expect(told(check(lesson.replaceAll('\n', '\r\n')))).toEqual(told(check(lesson)))
})

test.each(hostileTexts)('%s: checked whole, with as many findings as an author can use', (_, source) => {
  expect(check(source).length).toBeLessThanOrEqual(readingLimits.findings)
})

test('the cases of others are checked at once', () => {
  for (const file of readdirSync('tests/cases/field').filter((name) => name.endsWith('.mdx')))
    expect(Array.isArray(check(readFileSync(`tests/cases/field/${file}`, 'utf8')))).toBe(true)
})

test('it runs in a browser, beside an editor, and is small', () => {
  const { outputFiles } = buildSync({
    entryPoints: ['app/lesson/reading-check/reading-check.ts'],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  expect(brotliCompressSync(outputFiles[0]!.contents).length).toBeLessThan(18_000)
})
