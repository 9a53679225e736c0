// `npm start` and `npm run demo`: the production server. The demo also fills an empty database and says who can sign in.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { hasDemoPeople, isEmptySite, loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { createSetUpLink, hasAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { forgetArrivals } from '#app/modules/households/households.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { noteHead, startNotingHeads } from '#app/workflow/heads.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { listenOrGiveUp, onceReady, openOrGiveUp } from './readiness.ts'
import { createApplication } from './server.ts'

const isDemo = process.argv.includes('--demo')
process.env.NODE_ENV ??= 'production'

const site = openOrGiveUp()
const build = (await import(pathToFileURL(join(process.cwd(), 'build/server/index.js')).href)) as ServerBuild
let isReady = false
const { server, address } = await listenOrGiveUp(onceReady(createApplication({ site, build }), () => isReady))

if (isDemo && (await isEmptySite(site))) {
  console.log('数据库是空的，正在装入演示县……')
  await loadDemoCounty(site)
}
isReady = true
if (isDemo) {
  console.log(`梯队已在 ${address} 提供服务。可以这样登录：`)
  for (const line of whoCanSignIn()) console.log(`  ${line}`)
} else {
  console.log(`梯队已在 ${address} 提供服务。`)
  if (await hasDemoPeople(site)) console.warn('注意：这个数据库里是演示县，它的密码人人知道。正式使用请用 TIDUI_DATA 另指一个文件夹。')
  if (!(await hasAdministrator(site))) console.log(`还没有管理员。请打开这个一次性链接设立：${address}${await createSetUpLink(site)}`)
}
await forgetArrivals(site, null) // of rosters that were being taken in when the server was stopped
const stopTicker = startTicker(site, workflows)
const stopNotingHeads = startNotingHeads(site, (sentence) => console.log(sentence))

/** How long requests may take, in milliseconds, that are under way when the server is asked to stop. */
const lastRequests = 5000
let stopping = false

/** Takes nothing new, answers what is under way, lets all writes get onto disk, and leaves. */
async function stop() {
  if (stopping) return // npm passes the terminal's signal on once more
  stopping = true
  setTimeout(() => server.closeAllConnections(), lastRequests).unref()
  await new Promise((resolve) => server.close(resolve))
  await stopTicker()
  stopNotingHeads()
  await noteHead(site).catch((fault: unknown) => console.error('The head of the audit chain could not be noted', fault))
  await site.close()
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
