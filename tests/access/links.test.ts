// No page leads its reader to a door that is shut.
import { beforeAll, expect, test } from 'vitest'
import { aCounty, askers } from './county.ts'
import { expected } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

const linksIn = (page: string) => [...page.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))

test('whoever may see a page may open what it links to', async () => {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  const shut: string[] = []
  for (const asker of askers) {
    const get = async (path: string) => {
      const answer = await fetch(origin + path, { redirect: 'manual', headers: { Cookie: county.cookieOf[asker] } })
      return { status: answer.status, page: (answer.headers.get('content-type') ?? '').includes('html') ? await answer.text() : '' }
    }
    const ledFrom = new Map<string, { link: string; path: string }>()
    for (const [path, { get: answers, at = () => path }] of Object.entries(expected)) {
      if (!answers || answers.trim().split(/\s+/)[askers.indexOf(asker)] !== '200') continue
      for (const link of linksIn((await get(at(county))).page)) {
        const [door] = link.split('?') // one of each: lists are sorted and filtered by dozens
        if (!ledFrom.has(door!)) ledFrom.set(door!, { link, path })
      }
    }
    for (const { link, path: from } of ledFrom.values()) {
      const { status } = await get(link)
      if (status >= 400) shut.push(`${asker}: ${from} leads to ${link}, which answers ${status}`)
    }
  }
  await close()
  expect(shut).toEqual([])
}, 240_000)
