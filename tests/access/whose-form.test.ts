// A form at a desk says for whom its page was drawn: somebody else may have signed in since, in another window of the same browser.
import { beforeAll, expect, test } from 'vitest'
import { aCounty, type Asker, askers } from './county.ts'
import { expected } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

const formsIn = (page: string) => [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag, body]) => ({ tag: tag!, body: body! }))

/** Without a file, which is shown before it counts; searching and signing out are nobody's deed. */
const isDeed = ({ tag }: { tag: string }) => /method="post"/.test(tag) && !/multipart|role="search"|action="\/sign-out"/.test(tag)

const desks = askers.filter((asker) => !/nobody|trainee|owner|mentor/i.test(asker))

test('what a script sends from the page of one account is not taken in the session of another, and says whose it is', async () => {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  const [author, other] = ['instructorHere', 'administrator'] as const
  const version = `/desk/studio/versions/${county.studioVersionId}`
  const send = async (to: string, body: BodyInit, typedBy: Asker | null) => {
    const address = typedBy ? `${to}?typedBy=${county.accountOf[typedBy]}` : to
    const headers = {
      Cookie: county.cookieOf[author],
      Origin: origin,
      ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
    }
    const answer = await fetch(origin + version + address, { method: 'POST', headers, body, redirect: 'manual' })
    return [answer.status, ((await answer.json()) as { message?: string }).message?.includes('没有收下') ?? false]
  }
  const picture = () => {
    const form = new FormData()
    form.append('file', new Blob(['no picture']), 'a.png')
    return form
  }
  const lesson = '/files/lesson-1.mdx'
  const text = JSON.stringify({ content: '换了', base: county.studioRevision })
  const answers = [
    await send(`${lesson}/save`, text, other),
    await send(`${lesson}/remarks`, JSON.stringify({ remarkId: 'r', isDone: true }), other),
    await send(`${lesson}/paste`, picture(), other),
    await send('/upload', picture(), other),
  ]
  expect(answers).toEqual(Array(4).fill([409, true]))
  expect(await send(`${lesson}/save`, text, author)).toEqual([200, false])
  await close()
})

test('every form of a desk says for whom its page was drawn', async () => {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  const silent: string[] = []
  let seen = 0
  const look = async (asker: Asker, path: string, at: string) => {
    const answer = await fetch(origin + at, { headers: { Cookie: county.cookieOf[asker] } })
    if (!(answer.headers.get('content-type') ?? '').includes('html')) return void (await answer.text())
    for (const form of formsIn(await answer.text()).filter(isDeed)) {
      seen++
      if (!form.body.includes('name="typedBy"')) silent.push(`${asker}: ${path} <form${form.tag}>`)
    }
  }
  for (const asker of desks)
    for (const [path, { get: answers, at = () => path }] of Object.entries(expected))
      if (path.startsWith('/desk') && answers?.trim().split(/\s+/)[askers.indexOf(asker)] === '200') await look(asker, path, at(county))
  await close()
  expect(seen).toBeGreaterThan(80)
  expect(silent).toEqual([])
}, 240_000)
