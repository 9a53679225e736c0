// The production server: built with its screens into one program, which `start.ts` loads. The demo also fills an empty
// database and says who can sign in.
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerBuild } from '@remix-run/node'
import * as build from 'virtual:remix/server-build'
import { startKeepingTime } from '#app/clock-guard.server.ts'
import { findDemoPeople, isEmptySite, loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { keepForgetting } from '#app/importing/kept-files.server.ts'
import { flushAccessRecords, recordSettings } from '#app/modules/access-log/access-log.server.ts'
import { createSetUpLink, hasAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { adoptEarlierRosters, resumeRosters } from '#app/modules/rosters/rosters.server.ts'
import { keepSearchable } from '#app/modules/households/households.server.ts'
import { log } from '#app/log.server.ts'
import { startWatch } from '#app/modules/operations/operations.server.ts'
import { settings } from '#app/settings.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { noteHead, startNotingHeads } from '#app/workflow/heads.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { outliveClosedLogs } from './closed-logs.ts'
import { listenOrGiveUp, onceReady, openOrGiveUp } from './readiness.ts'
import { createApplication } from './server.ts'
import { stopperOf } from './stop.ts'

const isDemo = process.argv.includes('--demo')
outliveClosedLogs()

const site = openOrGiveUp(isDemo ? 'demo' : 'production')
let isReady = false
const { server, address } = await listenOrGiveUp(
  // a module has its `basename` even where it is undefined
  onceReady(createApplication({ site, build: build as ServerBuild }), () => isReady),
  { isDemo },
)
const stopServing = stopperOf(server)

if (isDemo && (await isEmptySite(site))) {
  console.log('数据库是空的，正在装入演示县……')
  await loadDemoCounty(site)
}
const holdsDemo = !isDemo && (await findDemoPeople(site))
isReady = true
if (isDemo) {
  console.log(`梯队已在 ${address} 提供服务。可以这样登录：`)
  for (const line of whoCanSignIn()) console.log(`  ${line}`)
} else {
  console.log(`梯队已在 ${address} 提供服务。`)
  if (holdsDemo)
    console.warn(
      '注意：这个数据库里是演示县，它的密码人人知道，所以演示账号在这里都不能登录。看演示请用 npm run demo；正式使用请用 TIDUI_DATA 另指一个文件夹。',
    )
  if (!(await hasAdministrator(site)))
    console.log(`还没有管理员。请打开这个一次性链接设立：${settings().address ?? address}${await createSetUpLink(site)}`)
}
await recordSettings(site)
await adoptEarlierRosters(site)
const stopForgetting = keepForgetting(site)
const stopTicker = startTicker(site, workflows)
const stopKeepingTime = startKeepingTime(site)
const stopSearch = keepSearchable(site)
await resumeRosters(site)
const stopWatch = startWatch(site)
log.info('serving', { address, dataFolder: site.dataFolder })
const stopNotingHeads = startNotingHeads(site, (sentence) => log.info(sentence))

/** How long a backup that is under way is waited for when the server is asked to stop, in milliseconds. */
const lastBackup = 5000
let stopping = false

/** Takes nothing new, answers what is under way, lets all writes get onto disk, and leaves. */
async function stop() {
  if (stopping) return // npm passes the terminal's signal on once more
  stopping = true
  await stopServing()
  stopForgetting()
  await stopTicker()
  stopKeepingTime()
  await stopSearch()
  await flushAccessRecords(site)
  await Promise.race([stopWatch(), pause(lastBackup)]) // a backup that takes longer is made anew tomorrow
  stopNotingHeads()
  await noteHead(site).catch((fault: unknown) => log.error('the head of the audit chain could not be noted', { fault }))
  await site.close()
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
