// A lesson that is composed is the very page that its route draws, for everybody and at every moment.
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createTemplateCache } from '#app/http/composed-pages/template-cache.ts'
import { fillTemplate, createTemplate } from '#app/http/composed-pages/template.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { answerInquiries, askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { recordProgress, readLesson } from '#app/modules/learning/learning.server.ts'
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { sessions } from '#db/schema/sessions.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { startComposing } from './composed-server.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aSite } from '#tests/support/site.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

const aServer = (site: Site) => startComposing(screens, site)

/** One lesson of the course. */
const goods = 'choose-goods'
const pathOf = (lesson: string) => `/courses/${course}/${lesson}`
/** The same page at an address that is never composed. */
const asTheRoute = (path: string) => `${path}?route`
const cookieFor = async (site: Site, { accountId }: Pick<Viewer, 'accountId'>) => (await createSession(site, accountId)).split(';')[0]!

/** An account with grants of these kinds. */
async function anAccount(site: Site, held: readonly Pick<typeof grants.$inferInsert, 'role' | 'scopeKind' | 'scopeId'>[]) {
  const accountId = newId()
  await site.write('operator', 'an account for the test', async (tx) => {
    await tx.insert(accounts).values({ id: accountId, name: '田老师', secretKind: 'pin', createdAt: tx.at })
    for (const grant of held) await tx.insert(grants).values({ id: newId(), accountId, grantedAt: tx.at, ...grant })
  })
  return { accountId }
}

const at = '2019-03-04T00:30:00.000Z'
const read = (lesson: string, ...sections: string[]) =>
  sections.map((section): ProgressEvent => ({ kind: 'section', course, lesson, section, at }))
const marked = (lesson: string, key: string, value: string): ProgressEvent => ({ kind: 'mark', course, lesson, key, value, at })

/** Trainees in every state of progress, and others who read. */
async function readers(site: Site) {
  const cohortId = await aClass(site)
  const trainee = async (...told: ProgressEvent[]) => {
    const viewer = await aStudent(site, cohortId)
    if (told.length > 0) expect(await recordProgress(site, viewer, told)).toEqual([])
    return viewer
  }
  const anybody = await trainee()
  const all = (await readLesson(site, anybody, course, goods)).lessons
  const sectionsOf = async (lesson: string) => (await readLesson(site, anybody, course, lesson)).sections.map(({ id }) => id)
  const [first, last] = [all[0]!, all.at(-1)!]
  const everything = (await Promise.all(all.map(async (lesson) => read(lesson, ...(await sectionsOf(lesson)))))).flat()
  const asking = await trainee()
  const ask = (section: string, text: string) => askInquiry(site, asking, { course, lesson: first, section, text, brought: {} })
  const instructor: Viewer = {
    accountId: 'i',
    personId: null,
    name: '师',
    grants: [{ role: 'instructor', scope: { kind: 'cohort', id: cohortId } }],
  }
  for (const shown of [null, { question: `为什么 "<b>&amp;'</b>" $& 退回？`, pictureOf: null, voiceOf: null }])
    await answerInquiries(site, instructor, { inquiryIds: [await ask('s2', '为什么退回？')], text: '<i>塞满</i>\n$1。', shown })
  await ask('s1', '还没有回答的？')
  return {
    all,
    cohortId,
    viewers: {
      'who asked about two sections': asking,
      'who has not begun': anybody,
      'of one section': await trainee(...read(first, 's1')),
      'of sections out of order': await trainee(...read(first, 's3', 's2'), ...read(last, 's2')),
      'all but the last section': await trainee(...read(first, ...(await sectionsOf(first)).slice(0, -1))),
      'of everything': await trainee(...everything),
      'with marks of all signs': await trainee(
        marked(first, 'check:price', `"<b>&amp;'</b>"`),
        marked(first, 'item:before/茶', '$& $1 \\ \u2028 \u0000 🍵 data-done="s1"'),
        marked(last, 'check:a', 'b'),
      ),
      'who did not understand two sections': await trainee(
        marked(first, 'stuck:s1', '1'),
        marked(first, 'stuck:s2', '1'),
        marked(first, 'stuck:s2', '0'),
        marked(last, 'stuck:s1', '1'),
      ),
      'who administers': await anAccount(site, [{ role: 'administrator', scopeKind: 'everything' }]),
      'who teaches the class': await anAccount(site, [{ role: 'instructor', scopeKind: 'cohort', scopeId: cohortId }]),
      'of a township': await anAccount(site, [{ role: 'townshipOfficer', scopeKind: 'region', scopeId: '422826100' }]),
      'of no class': await aStudent(site),
      'with no duty here': await anAccount(site, [{ role: 'coordinator', scopeKind: 'everything' }]),
      'without any grant': await anAccount(site, []),
    },
  }
}

test('for every reader, in every state of progress and every size of text, it is what the route draws', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const { all, viewers } = await readers(site)
  const sizes = ['', '; text=22', '; text=26', '; __Host-text=30']
  let composed = 0
  for (const [who, viewer] of Object.entries(viewers)) {
    const cookie = await cookieFor(site, viewer)
    for (const lesson of [all[0]!, all[1]!, all.at(-1)!, 'no-such-lesson']) {
      for (const size of sizes) {
        const headers = { cookie: cookie + size }
        const [, { page, wasDrawn }] = [await server.ask(pathOf(lesson), headers), await server.ask(pathOf(lesson), headers)]
        const route = await server.ask(asTheRoute(pathOf(lesson)), headers)
        expect(page, `a viewer ${who}, ${lesson}${size}`).toEqual(route.page)
        expect(wasDrawn).toBe(page.status !== 200)
        expect(route.wasDrawn).toBe(page.status !== 302)
        composed += Number(!wasDrawn && page.status === 200)
      }
    }
  }
  expect(composed).toBe(11 * 3 * sizes.length)
}, 120_000)

test('with cookies and codings of all kinds, it is what the route draws', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const { viewers } = await readers(site)
  const session = await cookieFor(site, viewers['of one section'])
  const path = pathOf(goods)
  const { page } = await server.ask(path, { cookie: session })
  const styles = page.headers['set-cookie']!.split(';')[0]!
  const hash = styles.slice('styles='.length).split('.')[0]!
  const kinds: Record<string, string>[] = [
    { cookie: session },
    { cookie: `${session}; ${styles}` },
    { cookie: `styles=${hash}; ${session}` },
    { cookie: `styles=earlier1.earlier2;${session}; text=99` },
    { cookie: `styles=<script>; ${session}; other="a; b"; text=18` },
    ...['br', 'gzip', 'gzip, deflate, br', 'gzip,deflate', 'deflate', 'identity', '*', 'br;q=0.5, gzip', 'br;q=0', 'zstd'].map(
      (offered) => ({
        cookie: `${session}; ${styles}`,
        'accept-encoding': offered,
      }),
    ),
    { cookie: session, 'if-none-match': page.headers['etag']! },
    { cookie: session, 'if-none-match': 'W/"another"' },
    { cookie: `${session}; ${styles}`, 'if-none-match': page.headers['etag']! },
  ]
  for (const headers of kinds) {
    const answer = await server.ask(path, headers)
    expect(answer.page, JSON.stringify(headers)).toEqual((await server.ask(asTheRoute(path), headers)).page)
    expect(answer.wasDrawn).toBe(false)
  }
})

test('what is asked otherwise is left to the route', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const { viewers } = await readers(site)
  const headers = { cookie: await cookieFor(site, viewers['who has not begun']) }
  const path = pathOf(goods)
  await server.ask(path, headers)
  expect((await server.ask(path, headers)).wasDrawn).toBe(false)
  for (const other of [`${path}/`, `/${path}`, path.toUpperCase(), `${path}?page=2`, path.replace('goods', 'good%73')])
    expect((await server.ask(other, headers)).wasDrawn, other).toBe(true)
  expect((await server.ask(path, headers, undefined, 'HEAD')).wasDrawn).toBe(true)
  expect((await server.ask(`${path}.data`, headers)).page.headers['content-type']).toMatch('x-script')
})

test('what was read a moment ago is there, and a session, a grant or an account that ended a moment ago ends it', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const cohortId = await aClass(site)
  const path = pathOf(goods)
  const reader = async () => {
    const viewer = await aStudent(site, cohortId)
    const headers = { cookie: await cookieFor(site, viewer) }
    await server.ask(path, headers)
    const again = await server.ask(path, headers)
    expect([again.page.status, again.wasDrawn]).toEqual([200, false])
    return { viewer, ask: async () => (await server.ask(path, headers)).page }
  }
  const learner = await reader()
  await recordProgress(site, learner.viewer, read(goods, 's1', 's2'))
  expect((await learner.ask()).html).toContain('data-done="s1 s2"')

  const [one, other, third] = [await reader(), await reader(), await reader()]
  const change = (work: Parameters<Site['write']>[2]) => site.write('operator', 'an end for the test', work)
  await change(async (tx) => void (await tx.delete(sessions).where(eq(sessions.userId, one.viewer.accountId))))
  expect((await one.ask()).status).toBe(302)
  await change(async (tx) => void (await tx.update(grants).set({ revokedAt: tx.at }).where(eq(grants.accountId, other.viewer.accountId))))
  expect((await other.ask()).status).toBe(403)
  await change(async (tx) => void (await tx.update(accounts).set({ disabledAt: tx.at }).where(eq(accounts.id, third.viewer.accountId))))
  expect((await third.ask()).status).toBe(302)
})

test('a session that is prolonged gets its cookie anew', async () => {
  const site = await aSite()
  await using server = await aServer(site)
  const viewer = await aStudent(site, await aClass(site))
  const headers = { cookie: await cookieFor(site, viewer) }
  const path = pathOf(goods)
  await server.ask(path, headers)
  const grow = () =>
    site.write('operator', 'an older session for the test', async (tx) => {
      await tx.update(sessions).set({ expiresAt: Math.floor(Date.now() / 1000) + 5 * 24 * 60 * 60 })
    })
  await grow()
  const { page, wasDrawn } = await server.ask(path, headers)
  expect([page.headers['set-cookie'], wasDrawn]).toEqual([expect.stringMatching(/^tidui=.*\nstyles=/), false])
  await grow()
  expect(page).toEqual((await server.ask(asTheRoute(path), headers)).page)
})

const places = { name: [' data-name="', '"'], share: ['width:', '%"'] } as const
const page = (name: string, share: string) => `<p data-name="${name}"><i style="width:${share}%"></i></p>`

test('a template is a page without its marks, and gives it back with any others', () => {
  const template = createTemplate(page('a', '50'), places, { name: 'a', share: 50 })!
  expect(fillTemplate(template, { name: 'a', share: 50 })).toBe(page('a', '50'))
  expect(fillTemplate(template, { name: `$& <"'>&`, share: 100 / 3 })).toBe(page('$&amp; &lt;&quot;&#x27;&gt;&amp;', '33.333333333333336'))
})

test('a page that is not made as was thought makes no template', () => {
  expect(createTemplate(page('a', '50'), places, { name: 'b', share: 50 })).toBeNull() // something changed meanwhile
  expect(createTemplate(page('ab', '50'), places, { name: 'a', share: 50 })).toBeNull()
  expect(createTemplate(page('a', '50'), places, { name: null, share: 50 })).toBeNull()
  expect(createTemplate('<p data-name="a">', places, { name: 'a', share: 50 })).toBeNull()
  expect(createTemplate(page('a', '50') + page('a', '50'), places, { name: 'a', share: 50 })).toBeNull()
  expect(createTemplate('<p data-name="a">', places, { name: 'a', share: null })).not.toBeNull()
})

test('templates are kept within a limit, and what is not asked for goes first', () => {
  const kept = createTemplateCache<'name'>(10)
  const template = (text: string) => ({ pieces: [text], names: [] })
  kept.set('a', template('1234'))
  kept.set('b', template('1234'))
  kept.get('a')
  kept.set('c', template('1234'))
  expect(['a', 'b', 'c'].filter((key) => kept.get(key))).toEqual(['a', 'c'])
  kept.set('a', template('12')) // again, and counted once
  kept.set('d', template('1234'))
  expect(['a', 'c', 'd'].filter((key) => kept.get(key))).toEqual(['a', 'c', 'd'])
  kept.set('e', template('12345678901'))
  expect(kept.get('e')).toBeNull()
})
