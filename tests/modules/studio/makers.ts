// Authors, reviewers and courses for the tests of the studio. All invented.
import type { Viewer } from '#app/access/viewer.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { approveVersion, publishVersion, submitVersion } from '#app/modules/studio/life-cycle.server.ts'
import { createCourse, readVersion, saveFile } from '#app/modules/studio/studio.server.ts'
import { findFile } from '#app/modules/studio/files.server.ts'
import { present } from '#app/present.ts'
import type { Site } from '#app/site.ts'
import { anAdmin } from '#tests/support/makers.ts'

let made = 0

/** An instructor with an account and no class yet. */
export async function anInstructor(site: Site, name: string): Promise<Viewer> {
  const phone = `1990000${String(++made).padStart(4, '0')}`
  const { accountId } = await createUser(site, anAdmin, { name, role: 'instructor', phone })
  return present(await loadViewer(site, accountId), name)
}

export const lessonText = `---
title: 选箱子
summary: 箱子要新的、干的。
minutes: 8
objectives:
  - 会选一个箱子
---

一句话开头。

## 看一看

箱子要新的。

## 试一试

<Checklist id="box" title="做了没有">
<Item id="one">我选了一个新箱子</Item>
</Checklist>
`

const question = (kind: string, nth: number) => {
  if (kind === 'trueFalse')
    return `- id: q-${kind.toLowerCase()}-${nth}\n  lesson: lesson-1\n  kind: trueFalse\n  text: 第 ${nth} 种箱子可以用吗？\n  correct: [a]\n  explanation: 因为它是新的。\n`
  const correct = kind === 'multiple' ? '[a, b]' : '[a]'
  return `- id: q-${kind.toLowerCase()}-${nth}\n  lesson: lesson-1\n  kind: ${kind}\n  text: 第 ${nth} 次用哪个箱子？\n  options:\n    - { key: a, text: 新箱子${nth} }\n    - { key: b, text: 干箱子${nth} }\n    - { key: c, text: 湿箱子${nth} }\n  correct: ${correct}\n  explanation: 湿的箱子会破。\n`
}

/** A bank with as many questions as an exam draws. */
export const bankText = [
  ...[1, 2, 3, 4, 5, 6].map((nth) => question('single', nth)),
  ...[1, 2].map((nth) => question('multiple', nth)),
  ...[1, 2].map((nth) => question('trueFalse', nth)),
].join('')

/** Saves a text over what is there now. */
export async function write(site: Site, viewer: Viewer, versionId: string, name: string, content: string) {
  const { sequence } = present(await findFile(site.read, versionId, name), name)
  return saveFile(site, viewer, { versionId, name, content, base: sequence })
}

/** What a new course cannot be published without: its author's own words for it. */
export async function writeSummary(site: Site, author: Viewer, versionId: string) {
  const { content } = present(await findFile(site.read, versionId, 'course.yaml'), 'course.yaml')
  return write(site, author, versionId, 'course.yaml', present(content, 'course.yaml').replace(placeholders.courseSummary, '会打包。'))
}

/** A course that is fit to be published, as a draft of its author. */
export async function aCourse(site: Site, author: Viewer, slug = 'pack-boxes') {
  const versionId = await createCourse(site, author, { slug, tier: 'entrepreneur', title: '打包' })
  await writeSummary(site, author, versionId)
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  await write(site, author, versionId, 'questions.yaml', bankText)
  return versionId
}

/** The version of the workflow, for the next step. */
export const now = async (site: Site, viewer: Viewer, versionId: string) => ({
  versionId,
  version: (await readVersion(site, viewer, versionId)).version,
})

/** Sends a version to a colleague, who approves it, and publishes it. Returns what classes study of it. */
export async function publish(site: Site, { author, reviewer, versionId }: { author: Viewer; reviewer: Viewer; versionId: string }) {
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  await approveVersion(site, reviewer, { ...(await now(site, reviewer, versionId)), reason: null })
  await publishVersion(site, author, await now(site, author, versionId))
  return present((await readVersion(site, author, versionId)).courseVersionId, 'published version')
}
