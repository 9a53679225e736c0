// How long a field may be is one number: the form's schema, the rule of the domain and the field on the page say the same.
import { expect, test } from 'vitest'
import { aCounty, type Asker, type County } from './county.ts'
import { expected, intents, type Line } from './expected.ts'
import { loadScreens } from './screens.ts'

/** More than most limits, and far more than all of them, as far as a form holds. */
const lengths = [301, 6_000]

const asks = Object.entries(expected)
  .filter(([path, line]) => line.post && !line.json && path !== '/sign-out')
  .flatMap(([path, line]) => [
    { path, line, intent: '' },
    ...Object.entries(intents[path] ?? {}).map(([intent, { form }]) => ({
      path,
      intent,
      line: { ...line, form: (county: County) => ({ do: intent, ...form(county) }) } as Line,
    })),
  ])

/** Which limit a refusal tells at this field: 最多 40 字, 不超过 200 字. */
function limitsAt(html: string, name: string): number[] {
  const at = html.indexOf(`id="field-${name}-error"`)
  const said = at < 0 ? '' : html.slice(at, html.indexOf('<', at))
  return [...said.replaceAll(/(\d),(\d)/g, '$1$2').matchAll(/(?:最多|不超过|不要超过|到|至)\s*(\d+)\s*个?字/g)].map(([, most]) =>
    Number(most),
  )
}

/** What the page's own field takes at most; null if it says nothing. */
function limitOfField(html: string, name: string): number | null {
  const field = [...html.matchAll(/<(?:input|textarea)[^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(` name="${name}"`))
  const most = /maxlength="(\d+)"/i.exec(field ?? '')?.[1]
  return most === undefined ? null : Number(most)
}

const askerOf = (path: string): Asker =>
  path.startsWith('/desk') || path.startsWith('/certificates')
    ? 'administrator'
    : /^\/(shop|pairings|wishes)/.test(path)
      ? 'ownerHere'
      : 'traineeHere'

test('a text that is too long is told one limit once, however much too long it is, and its field on the page takes no more', async () => {
  const screens = await loadScreens()
  let county = await aCounty()
  let server = await screens.serve(county.site)
  const wrong: string[] = []
  const found: string[] = []
  const twice = new Set<string>()
  for (const { path, line, intent } of asks) {
    const form = line.form?.(county) ?? {}
    for (const name of Object.keys(form).filter((name) => name !== 'do')) {
      const limits = new Set<number>()
      for (const length of lengths) {
        const address = line.at?.(county) ?? path
        const answer = await fetch(server.origin + address, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ ...form, [name]: '长'.repeat(length) }),
          headers: { origin: server.origin, cookie: county.cookieOf[askerOf(path)] },
        })
        const html = (await answer.text()).replaceAll('<!-- -->', '')
        for (const most of limitsAt(html, name)) limits.add(most)
        // Where several forms of a page share a name, each has the field.
        if (html.split(` name="${name}"`).length === 2) {
          const at = html.indexOf(`id="field-${name}-error"`)
          const said = at < 0 ? '' : html.slice(html.indexOf('>', at) + 1, html.indexOf('<', at))
          if (said && html.split(`>${said}<`).length > 2) twice.add(`${path} ${intent} ${name}: ${said}`)
        }
        const onPage = limitsAt(html, name).length > 0 ? limitOfField(html, name) : null
        // A field that takes less lets nobody type what is refused; what it tells is told to hand-made forms only.
        if (onPage !== null && onPage > Math.max(...limits)) limits.add(onPage)
        if (answer.status !== 422 && answer.status < 400) {
          // It was taken: the next one finds everything as it was.
          await server.close()
          county = await aCounty()
          server = await screens.serve(county.site)
        }
      }
      if (limits.size > 0) found.push(`${path} ${intent} ${name}: ${[...limits].join()}`)
      if (limits.size > 1) wrong.push(`${path} ${intent} ${name}: ${[...limits].join()}`)
    }
  }
  await server.close()
  expect(wrong).toEqual([])
  expect([...twice]).toEqual([]) // what is wrong is said once
  expect(found.length).toBeGreaterThan(30)
}, 600_000)
