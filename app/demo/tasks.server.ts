// Plays what trainees of the class of today hand in, and what their instructor says to it: some wait, one is to be done again, some are done.
import type { Viewer } from '#app/access/viewer.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { giveVerdict, handIn, listWaitingTasks, readWorkAtDesk } from '#app/modules/tasks/tasks.server.ts'
import { present } from '#app/present.ts'
import type { Outcome } from '#db/demo/county.ts'
import type { Site } from '#app/site.ts'
import { makePicture } from './pictures.ts'

export interface Enrolled {
  enrolmentId: string
  personId: string
  accountId: string
  fate: Outcome
}

interface TasksOfToday {
  /** The first of them has something to do again. */
  trainees: readonly string[]
  instructor: Viewer
  /** Sets the clock to an hour of the day before today. */
  setTime: (time: string) => void
}

const place = { course: 'sell-tea-and-potatoes', lesson: 'pack-and-ship', task: 'pack-a-box', link: '' }

/** In the order in which they are handed in; `said`: what the instructor says. */
const works: readonly { text: string; hue: string | null; said: { verdict: 'accepted' | 'again'; words: string } | null }[] = [
  {
    text: '底下垫了一层报纸，摇着有点晃。',
    hue: '#8a5a2b',
    said: { verdict: 'again', words: '底下垫得好。上面也要垫一层，塞到摇不动为止，再拍一张。' },
  },
  { text: '上下都垫了纸，从膝盖高放手，没有坏。', hue: '#3a7d44', said: { verdict: 'accepted', words: '很稳，就照这样寄。' } },
  { text: '用稻草垫的，行不行？', hue: '#c98a2b', said: null },
  { text: '两层纸，胶带封成了“工”字。', hue: '#1d6147', said: null },
  { text: '家里没有五层的箱子，先用三层的试了一次，角上压坏了一个。', hue: null, said: null },
]

export async function playTasks(site: Site, { trainees, instructor, setTime }: TasksOfToday): Promise<void> {
  for (const [i, { text, hue, said }] of works.entries()) {
    const account = trainees[i]
    if (!account) return
    setTime(`19:${10 + 7 * i}`)
    const trainee = present(await loadViewer(site, account), 'trainee')
    await handIn(site, trainee, { ...place, text, ...(hue ? { picture: await makePicture(hue) } : {}) })
    if (!said) continue
    setTime(`19:${13 + 7 * i}`)
    const { works: waiting } = await listWaitingTasks(site, instructor)
    const { id: workId, version } = await readWorkAtDesk(site, instructor, present(waiting.at(-1), 'work that waits').id)
    await giveVerdict(site, instructor, { workId, version, ...said })
  }
}
