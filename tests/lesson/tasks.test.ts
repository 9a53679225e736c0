// A task in a lesson: what to hand in, how it is judged, an example; and the place of the form, which is a trainee's alone.
import { expect, test } from 'vitest'
import { compileLesson } from '#app/lesson/compile.server.ts'
import { listTasks, placeTaskForms } from '#app/lesson/compiled/lesson-tasks.ts'
import { checkReading } from '#app/lesson/reading-check/reading-check.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n'
const task = (attributes: string, inside = '打一个包。') => `\n## 一节\n\n<Task ${attributes}>\n\n${inside}\n\n</Task>\n`
const sound = 'id="pack" title="打一个包" points="垫了纸；不晃"'

test('a task is read out of the compiled lesson as its author wrote it', async () => {
  const { html } = await compileLesson(head + task(`${sound} photograph link example="底下垫了纸" picture="box.jpg" alt="纸箱里垫着纸"`))
  const [found] = listTasks({ html })
  expect(found).toMatchObject({ id: 'pack', section: 's1', title: '打一个包', kinds: ['photograph', 'link'], points: ['垫了纸', '不晃'] })
  expect(found?.html).toContain('打一个包。')
  expect(found?.html).toContain('<img src="box.jpg" alt="纸箱里垫着纸"')
  expect(found?.html).not.toContain('data-hand-in')
  expect(placeTaskForms(html, (id) => `[${id}]`)).toContain('[pack]')
  expect(placeTaskForms(html)).not.toContain('data-hand-in')
})

test.each([
  [sound, '至少一样'],
  [`${sound} voice picture="box.jpg"`, '就要写 alt'],
  ['id="pack" title="打一个包" points="一点点；二点点；三点点；四点点；五点点；六点点；七点点" voice', '最多 6 条'],
  ['id="pack" title="打一个包" voice', '少了 points'],
  [`${sound} voice="yes"`, '只写名字'],
  [`${sound} voice picture="../box.jpg" alt="箱子里有纸"`, '这个地址不能用'],
])('refused: <Task %s>', async (attributes, words) => {
  await expect(compileLesson(head + task(attributes))).rejects.toThrow(UnsafeLesson)
  await expect(compileLesson(head + task(attributes))).rejects.toThrow(words)
})

test('a task stands by itself, says what to do, and its name is used once', async () => {
  await expect(compileLesson(`${head}\n<Note>\n${task(`${sound} voice`)}\n</Note>\n`)).rejects.toThrow('不能放在别的东西里面')
  await expect(compileLesson(`${head}\n## 一节\n\n<Task ${sound} voice></Task>\n`)).rejects.toThrow('里面是空的')
  await expect(compileLesson(head + task(`${sound} voice`) + task(`${sound} text`))).rejects.toThrow('用了两次')
})

test('nothing that an author writes in it becomes code', async () => {
  const { html } = await compileLesson(
    head +
      task(
        'id="pack" title="&lt;script&gt;alert(1)&lt;/script&gt;" points="<b>粗</b>；\'引号" text example="<img src=x onerror=alert(1)>"',
      ),
  )
  expect(html).not.toMatch(/<script|<img|<b>/)
  expect(listTasks({ html })[0]).toMatchObject({ title: '<script>alert(1)</script>', points: ['<b>粗</b>', "'引号"] })
})

test('a lesson with a task has something to do, and its points are read for their readers like its sentences', () => {
  const rulesOf = (text: string) => checkReading(head + text, { file: 'a.mdx' }).map(({ rule }) => rule)
  expect(rulesOf('\n## 一节\n\n看一看。\n')).toContain('nothing-to-do')
  expect(rulesOf(task(`${sound} voice`))).not.toContain('nothing-to-do')
  const long = '把纸箱底下垫上三层旧报纸再把土豆一个一个放进去放满以后再垫三层旧报纸最后用宽胶带把口子封起来封成工字形'
  expect(rulesOf(task(`id="pack" title="打一个包" points="${long}" voice`))).toContain('long-sentence')
})
