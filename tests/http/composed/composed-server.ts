// A server whose pages are compared: composed without Remix, or rendered by their route.
import type { ServerBuild } from '@remix-run/node'
import { listen } from '#app/http/server/listen.ts'
import type { Site } from '#app/site.ts'
import type { loadScreens } from '#tests/access/screens.ts'

/** How an answer is sent, not what it says. */
const isOfTransport = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])

/** Starts the server as it runs in production. `ask` returns the page without its nonce, and whether Remix rendered it; with a body it posts a form. */
export async function startComposing(screens: Awaited<ReturnType<typeof loadScreens>>, site: Site) {
  let drawn = 0
  const { entry } = screens.build
  const count = (...drawing: Parameters<typeof entry.module.default>) => ((drawn += 1), entry.module.default(...drawing))
  const build: ServerBuild = { ...screens.build, entry: { module: { ...entry.module, default: count } } }
  const server = await listen(screens.createApplication({ site, build }), 0)
  const { port } = server.address() as { port: number }
  const origin = `http://127.0.0.1:${port}`
  const ask = async (path: string, headers: Record<string, string>, body?: string, method = body === undefined ? 'GET' : 'POST') => {
    const before = drawn
    const answer = await fetch(origin + path, {
      method,
      headers: body === undefined ? headers : { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: body ?? null,
      redirect: 'manual',
    })
    const said: Record<string, string | undefined> = Object.fromEntries([...answer.headers].filter(([name]) => !isOfTransport.has(name)))
    const nonce = /nonce-([^']+)/.exec(said['content-security-policy'] ?? '')?.[1]
    const withoutNonce = (text: string) => (nonce === undefined ? text : text.replaceAll(nonce, 'nonce'))
    if (said['content-security-policy']) said['content-security-policy'] = withoutNonce(said['content-security-policy'])
    said['set-cookie'] = answer.headers.getSetCookie().join('\n')
    return { page: { status: answer.status, headers: said, html: withoutNonce(await answer.text()) }, wasDrawn: drawn > before }
  }
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))
  return { ask, [Symbol.asyncDispose]: async () => void (await close()) }
}
