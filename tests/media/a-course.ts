// A folder of courses with one course that has a photograph, a sound, a video, marks and a comparison.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptPhotograph } from '#app/modules/media/media.server.ts'
import { anMp4, anOgg, aPdf, aPhotograph } from './makers.ts'

const question = (nth: number) => ({
  id: `leaf-${nth}`,
  lesson: 'first',
  kind: 'single',
  text: '哪片叶子好？',
  options: ['完整的', '碎的', '发黄的'].map((text, i) => ({ key: 'abc'[i], text })),
  correct: ['a'],
  explanation: '完整的叶子泡得久。',
})

/** Two sections with one of each component that shows media. */
export const illustratedParts = `## 看一看

先看照片，再听一听。

<Figure src="stall.jpg" alt="摆好的茶摊" caption="赶集那天" />

<Audio src="said.ogg" title="怎么摆" transcript="高的放后面，低的放前面。" />

## 比一比

<Marks src="leaf.jpg" alt="一片茶叶">
<Mark x="20" y="30" title="叶尖">

要完整。

</Mark>
<Mark x="70" y="60" title="叶梗">

要嫩。

</Mark>
</Marks>

<BeforeAfter before="leaf.jpg" after="stall.jpg" beforeAlt="没有摆" afterAlt="摆好了" caption="摆之前和摆之后" />

<Video src="shown.mp4" poster="stall.jpg" title="炒茶" transcript="锅要热。" />

<Download src="shown.mp4" title="炒茶的视频" />

<Download src="prices.pdf" title="价目表" />
`

const illustratedLesson = `---
title: 摆好茶摊
summary: 照片、声音和视频。
minutes: 5
objectives: [摆出好卖的茶摊]
---

${illustratedParts}`

/** The files of the course by name. */
export async function illustratedFiles(lesson = illustratedLesson): Promise<Record<string, string | Buffer>> {
  const photograph = async (width: number) => (await acceptPhotograph(await aPhotograph(width), { account: 'author' })).bytes
  const exam = { single: 10, multiple: 0, trueFalse: 0, minutes: 30, passMark: 60 }
  return {
    'course.yaml': JSON.stringify({ title: '卖茶', summary: '把茶卖到网上。', hours: 6, lessons: ['first'], exam }),
    'questions.yaml': JSON.stringify(Array.from({ length: 10 }, (_, nth) => question(nth))),
    'first.mdx': lesson,
    'stall.jpg': await photograph(1200),
    'leaf.jpg': await photograph(800),
    'said.ogg': anOgg(),
    'shown.mp4': anMp4(),
    'prices.pdf': aPdf(),
  }
}

/** Writes the course `tea` to a folder of its own. Returns the folder, and what removes it. */
export async function anIllustratedFolder(lesson?: string): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-illustrated-'))
  const course = join(folder, 'entrepreneur', 'tea')
  mkdirSync(course, { recursive: true })
  for (const [name, content] of Object.entries(await illustratedFiles(lesson))) writeFileSync(join(course, name), content)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
