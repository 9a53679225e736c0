// `npm start` and `npm run demo`: the production server. The demo also fills an empty database and says who can sign in.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { sayFault } from '#app/cli/answer.ts'
import { isEmptySite, loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { createSetUpLink, hasAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { openSite } from '#app/site.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { obstacle, sayListenFault } from './readiness.ts'
import { createApplication, listen } from './server.ts'

const isDemo = process.argv.includes('--demo')
const port = Number(process.env.PORT ?? 3000)

/** Says one sentence and leaves. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const inTheWay = obstacle()
if (inTheWay) giveUp(inTheWay)
process.env.NODE_ENV ??= 'production'

const site = (() => {
  try {
    return openSite()
  } catch (fault) {
    return giveUp(sayFault(fault))
  }
})()
const build = (await import(pathToFileURL(join(process.cwd(), 'build/server/index.js')).href)) as ServerBuild
const application = createApplication({ site, build })
const server = await listen(application, port).catch((fault: NodeJS.ErrnoException) => giveUp(sayListenFault(fault, port)))
const address = `http://localhost:${port}`

if (isDemo) {
  if (await isEmptySite(site)) {
    console.log('数据库是空的，正在装入演示县……')
    await loadDemoCounty(site)
  }
  console.log(`梯队已在 ${address} 提供服务。可以这样登录：`)
  for (const line of whoCanSignIn()) console.log(`  ${line}`)
} else {
  console.log(`梯队已在 ${address} 提供服务。`)
  if (!(await hasAdministrator(site))) console.log(`还没有管理员。请打开这个一次性链接设立：${address}${await createSetUpLink(site)}`)
}
const stopTicker = startTicker(site, workflows)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopTicker()
    server.close(() => {
      site.close()
      process.exit(0)
    })
    server.closeAllConnections()
  })
}
