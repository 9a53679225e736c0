// Plays what trainees of today's class ask about their lessons: answered, shown to the class, and waiting.
import { addDays } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { toStuckKey } from '#app/lesson/version-mark.ts'
import { answerInquiries, askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { recordProgress } from '#app/modules/learning/learning.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { present } from '#app/present.ts'
import type { Site } from '#app/site.ts'
import type { Enrolled } from './tasks.server.ts'

interface ClassOfToday {
  instructor: Viewer
  /** Who has signed in; the first asks most. */
  trainees: readonly Enrolled[]
  today: string
  setClock: (day: string, time: string) => void
}

const course = 'sell-tea-and-potatoes'

/** Who asks what, by their place in the class. */
const asked = [
  { who: 1, lesson: 'choose-goods', section: 's2', text: '土豆大的小的混着装，为什么说要退货？' },
  { who: 0, lesson: 'choose-goods', section: 's2', text: '分成几等才算分好？我家土豆大小差不多。' },
  { who: 2, lesson: 'choose-goods', section: 's3', text: '我们村的茶能写有名的茶叶牌子吗？' },
] as const
const waiting = [
  { who: 3, lesson: 'licence-and-label', section: 's2', text: '自己炒的茶，到底算哪一种？要办哪个证？' },
  { who: 4, lesson: 'licence-and-label', section: 's2', text: '证是去镇上办还是县里办？' },
  { who: 0, lesson: 'licence-and-label', section: 's3', text: '袋子上的日期用笔写行不行？' },
] as const

export async function playInquiries(site: Site, { instructor, trainees, today, setClock }: ClassOfToday) {
  const load = async (who: number) => present(await loadViewer(site, present(trainees[who], 'trainee of today').accountId), 'trainee')
  const ask = async ({ who, ...about }: (typeof asked | typeof waiting)[number]) =>
    askInquiry(site, await load(who), { course, ...about, brought: {} })
  setClock(addDays(today, -2), '20:10')
  const [mixed, grades, origin] = [await ask(asked[0]), await ask(asked[1]), await ask(asked[2])]
  setClock(addDays(today, -1), '08:20')
  await answerInquiries(site, instructor, {
    inquiryIds: [mixed, grades],
    text: '一箱里大小要差不多：鸡蛋大的一箱，拳头大的一箱。混着装，买的人觉得被骗了，就会退货。',
    shown: { question: '土豆要不要按大小分开装？', pictureOf: null, voiceOf: null },
  })
  await answerInquiries(site, instructor, {
    inquiryIds: [origin],
    text: '没有经过授权不能写。可以写是哪个村的绿茶，写清楚是自家炒的。',
    shown: null,
  })
  for (const [nth, inquiry] of waiting.entries()) {
    setClock(addDays(today, -1), `20:${20 + nth}`)
    await ask(inquiry)
    const at = site.now().toISOString()
    await recordProgress(site, await load(inquiry.who), [
      { kind: 'mark', course, lesson: inquiry.lesson, key: toStuckKey(inquiry.section), value: '1', at },
    ])
  }
}
