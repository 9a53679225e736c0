// Hydrates the first page and a course's page: sections that were read offline are ticked, and the next section follows them.
import { openProgressMemory } from '#app/phone/progress-memory.ts'
import { createProgressSender } from '#app/phone/progress-sender.ts'
import { startPhone } from '#app/phone/start-phone.ts'
import { isComplete, findNextSection, toSectionPath, type LessonProgress } from '../next-section.ts'

interface Line extends Omit<LessonProgress, 'read'> {
  read: string[]
}

async function hydrateOfflineProgress(host: HTMLElement) {
  const { account = '', course = '', lines = '[]' } = host.dataset
  const saved = document.getElementById('saved')
  createProgressSender(account, (line) => saved && (saved.textContent = line))
  const lessons = JSON.parse(lines) as Line[]
  const learnt = (await openProgressMemory(account).of(course))
    .filter((event) => event.kind === 'section')
    .sort((one, other) => (one.at < other.at ? -1 : 1))
  let last: string | null = null
  for (const { lesson, section } of learnt) {
    const line = lessons.find(({ slug }) => slug === lesson)
    if (!line || line.read.includes(section)) continue
    line.read.push(section)
    last = lesson
  }
  if (!last) return
  for (const [i, lesson] of lessons.entries()) {
    const done = isComplete(lesson)
    for (const one of host.querySelectorAll(`[data-lesson="${lesson.slug}"]`)) one.classList.toggle('done', done)
    const tick = host.querySelector(`[data-lesson="${lesson.slug}"] .tick`)
    if (tick) tick.textContent = done ? '✓' : String(i + 1)
  }
  for (const one of host.querySelectorAll('[data-count]'))
    one.textContent = `学完 ${lessons.filter(isComplete).length} 课，共 ${lessons.length} 课`
  const next = findNextSection(lessons, last)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-go-on]')) if (next) link.href = toSectionPath(course, next)
  for (const one of document.querySelectorAll('[data-go-on-title]')) one.textContent = next ? next.title : '这门课学完了'
}

const hosts = document.querySelectorAll<HTMLElement>('[data-lines]')
for (const host of hosts) void hydrateOfflineProgress(host)
const { phone = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}
if (phone) startPhone({ account: phone, keep: keep.split(' '), hasProgressSender: hosts.length > 0 })
