// The production server: bundled with its routes into one program, which `start.ts` loads. The demo also fills an empty
// database and prints who can sign in.
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerBuild } from '@remix-run/node'
import * as build from 'virtual:remix/server-build'
import { startRecordingTime } from '#app/clock-guard.server.ts'
import { findDemoPeople, isEmptySite, loadDemoCounty } from '#app/demo/county.server.ts'
import { listDemoSignIns } from '#app/demo/plan.server.ts'
import { startDeletingUnclaimedFiles } from '#app/importing/stored-files.server.ts'
import { flushAccessRecords, recordSettings } from '#app/modules/access-log/access-log.server.ts'
import { createSetUpLink, hasAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { startWorkflowsOfEarlierShopLists } from '#app/modules/shops/shops.server.ts'
import { beginTermsOfEarlierRosters, startWorkflowsOfEarlierRosters, resumeRosters } from '#app/modules/rosters/rosters.server.ts'
import { startTrailIndexer } from '#app/modules/audit/audit.server.ts'
import { startSearchIndexer } from '#app/modules/households/households.server.ts'
import { startStageKeeper } from '#app/modules/talent/talent.server.ts'
import { startLessonIndexer } from '#app/modules/lesson-search/lesson-search.server.ts'
import { log } from '#app/log.server.ts'
import { importShippedAtStart, startMediaUpkeep } from '#app/modules/studio/studio.server.ts'
import { startMonitoring } from '#app/modules/operations/operations.server.ts'
import { holdSettings } from '#app/settings.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { prepareSounds } from '#app/text/name-sounds.server.ts'
import { recordHead, startRecordingHeads } from '#app/workflow/heads.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { findPublicAddress } from '../public-address.server.ts'
import { ignoreClosedLogs } from './closed-logs.ts'
import { listenOrExit, withReadinessGate, openSiteOrExit } from './readiness.ts'
import { createApplication } from './server.ts'
import { createStopper } from './stop.ts'

const isDemo = process.argv.includes('--demo')
ignoreClosedLogs()

const site = openSiteOrExit(isDemo ? 'demo' : 'production')
holdSettings()
let isReady = false
const { server, address } = await listenOrExit(
  // a module always has the key `basename`, even if undefined
  withReadinessGate(createApplication({ site, build: build as ServerBuild }), () => isReady),
  { isDemo },
)
const stopServing = createStopper(server)

if (isDemo && (await isEmptySite(site))) {
  console.log('数据库是空的，正在装入演示县……')
  await loadDemoCounty(site)
}
prepareSounds()
const hasDemoPeople = !isDemo && (await findDemoPeople(site))
isReady = true
if (isDemo) {
  console.log(`梯队已在 ${address} 提供服务。可以这样登录：`)
  for (const line of listDemoSignIns()) console.log(`  ${line}`)
} else {
  console.log(`梯队已在 ${address} 提供服务。`)
  if (hasDemoPeople)
    console.warn(
      '注意：这个数据库里是演示县，它的密码人人知道，所以演示账号在这里都不能登录。看演示请用 npm run demo；正式使用请用 TIDUI_DATA 另指一个文件夹。',
    )
  if (!(await hasAdministrator(site)))
    console.log(`还没有管理员。请打开这个一次性链接设立：${findPublicAddress(site) ?? address}${await createSetUpLink(site)}`)
}
await recordSettings(site)
await startWorkflowsOfEarlierRosters(site)
await beginTermsOfEarlierRosters(site)
await startWorkflowsOfEarlierShopLists(site)
const stopForgetting = startDeletingUnclaimedFiles(site)
const stopTicker = startTicker(site, workflows)
const stopKeepingTime = startRecordingTime(site)
const stopSearch = startSearchIndexer(site)
const stopStages = startStageKeeper(site)
const stopLessonIndex = startLessonIndexer(site)
const stopTrail = startTrailIndexer(site)
await resumeRosters(site)
const stopWatch = startMonitoring(site)
log.info('serving', { address, dataFolder: site.dataFolder })
let stopMedia: () => Promise<void> = () => Promise.resolve()
const stopNotingHeads = startRecordingHeads(site, (sentence) => log.info(sentence))

/** Maximum wait for a running backup when the server is asked to stop, in milliseconds. */
const lastBackup = 5000
let stopping = false

/** Accepts nothing new, answers running requests, flushes all writes to disk, and exits. */
async function stop() {
  if (stopping) return // npm forwards the terminal's signal a second time
  stopping = true
  await stopServing()
  stopForgetting()
  await stopTicker()
  stopKeepingTime()
  await stopSearch()
  await stopStages()
  await stopLessonIndex()
  await stopTrail()
  await stopMedia()
  await flushAccessRecords(site)
  await Promise.race([stopWatch(), pause(lastBackup)]) // a backup that takes longer is repeated tomorrow
  stopNotingHeads()
  await recordHead(site).catch((fault: unknown) => log.error('the head of the audit chain could not be noted', { fault }))
  await site.close()
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())

/** Milliseconds after which the courses of the release are taken in: whoever waited for the server comes first, as loading the compiler takes a second. */
const beforeImport = isDemo ? 0 : 20_000
setTimeout(() => {
  void importShippedAtStart(site, () => !stopping)
  if (!stopping) stopMedia = startMediaUpkeep(site)
}, beforeImport).unref()
