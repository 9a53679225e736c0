// Texts that keep a parser busy for minutes: the reading check runs at every pause in typing. `npm run bench` measures it.
import { maxLessonLength } from '#app/lesson/complexity-limits.ts'

export const hostileTexts: [what: string, source: string][] = [
  ['asterisks', '*'.repeat(maxLessonLength)],
  ['brackets', '['.repeat(maxLessonLength)],
  ['link ends', ']('.repeat(maxLessonLength / 2)],
  ['tags without an end', '<A a="'.repeat(maxLessonLength / 6)],
  ['tags in tags', '<Note>好。\n'.repeat(maxLessonLength / 9)],
  ['tags with blanks', `<Note${' '.repeat(maxLessonLength)}`],
  ['attributes', `<Note ${'a '.repeat(maxLessonLength / 2)}>`],
  ['quotes', '> '.repeat(maxLessonLength / 2)],
  ['cells', '|好'.repeat(maxLessonLength / 2)],
  ['digits', '1'.repeat(maxLessonLength)],
  ['groups of digits', '138 '.repeat(maxLessonLength / 4)],
  ['claims', '最好的'.repeat(maxLessonLength / 3)],
  ['goods before claims', '茶最好'.repeat(maxLessonLength / 3)],
  ['quotations', '“治'.repeat(maxLessonLength / 2)],
  ['one step', `<Steps>\n1. ${'打开，'.repeat(maxLessonLength / 3)}`],
  ['steps of two things', `<Steps>\n${'1. 打开。点它。\n'.repeat(maxLessonLength / 12)}`],
  ['entities', '&#x4e00;'.repeat(maxLessonLength / 8)],
  ['lines that wave through', `---\naccepted:\n${'  - { rule: rare-character, what: "镬", reason: "当地的菜名" }\n'.repeat(500)}---\n`],
  ['backslashes in what waves through', `---\naccepted:\n  - { rule: rare-character, what: "${'\\\\'.repeat(maxLessonLength / 2)}\n---\n`],
  ['front matter without an end', `---\n${'title: 镬\n'.repeat(3_000)}`],
  ['ten times a lesson', '镬子里倒水。'.repeat(50_000)],
]
