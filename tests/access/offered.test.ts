// No page offers its reader a form that they may not send.
import { beforeAll, expect, test } from 'vitest'
import { aCounty, askers } from './county.ts'
import { expected } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&#x27;', "'")
const attribute = (tag: string, name: string) => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]
  return found === undefined ? undefined : decode(found)
}

/** What a browser would send of a form that nobody filled in, with each of its buttons. */
function formsIn(page: string) {
  const main = page.slice(page.indexOf('<main'))
  return [...main.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, tag, body]) => {
    if (attribute(tag!, 'method') !== 'post' || attribute(tag!, 'encType')) return []
    const fields = [...body!.matchAll(/<(?:input|textarea)\b[^>]*>/g)].flatMap(([field]) => {
      const [name, type = 'text'] = [attribute(field, 'name'), attribute(field, 'type')]
      if (!name || ((type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(field))) return []
      return [[name, attribute(field, 'value') ?? '']]
    })
    const buttons = [...body!.matchAll(/<button\b[^>]*>/g)].map(([button]) => {
      const name = attribute(button, 'name')
      return name ? [[name, attribute(button, 'value') ?? '']] : []
    })
    const action = attribute(tag!, 'action')?.split('#')[0]
    return buttons.map((button) => ({ action, fields: [...fields, ...button] as [string, string][] }))
  })
}

test.each(askers.filter((asker) => asker !== 'nobody'))(
  '%s may send whatever a page offers',
  async (asker) => {
    const county = await aCounty()
    const { origin, close } = await screens.serve(county.site)
    const headers = { Cookie: county.cookieOf[asker], Origin: origin }
    const offered: { path: string; address: string; fields: [string, string][] }[] = []
    for (const [path, { get: answers, at = () => path }] of Object.entries(expected)) {
      if (answers?.trim().split(/\s+/)[askers.indexOf(asker)] !== '200') continue
      const page = await fetch(origin + at(county), { headers })
      const isPage = (page.headers.get('content-type') ?? '').includes('html')
      for (const { action, fields } of isPage ? formsIn(await page.text()) : []) {
        const address = action?.startsWith('?') ? at(county).split('?')[0] + action : action || at(county)
        if (address !== '/sign-out') offered.push({ path, address, fields })
      }
    }
    const shut: string[] = []
    const deletes = ({ fields }: { fields: [string, string][] }) => fields.some(([name, value]) => name === 'remove' || value === 'delete')
    // What deletes comes last: the other forms are about what it deletes.
    for (const { path, address, fields } of [...offered.filter((form) => !deletes(form)), ...offered.filter(deletes)]) {
      const answer = await fetch(origin + address, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) })
      await answer.text()
      const isGone = answer.status === 404 && deletes({ fields }) // another form has deleted it
      if ([403, 404].includes(answer.status) && !isGone)
        shut.push(`${path}: ${address} answers ${answer.status} to ${new URLSearchParams(fields).toString()}`)
    }
    await close()
    expect(offered.length).toBeGreaterThan(0)
    expect(shut).toEqual([])
  },
  120_000,
)
