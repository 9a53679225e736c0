// What each command does. Doors only; nothing here knows a rule.
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isDay } from '#app/calendar.ts'
import { isEmptySite, loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { createUser as createAccount } from '#app/modules/accounts/accounts.server.ts'
import { checkContent } from '#app/modules/courses/courses.server.ts'
import { matchFile } from '#app/modules/mentorship/matching/match-file.ts'
import { importShopsFile } from '#app/modules/mentorship/mentorship.server.ts'
import { pairedCounty } from '#app/modules/regions/regions.server.ts'
import { type HouseholdReport, readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { importRosterFile } from '#app/modules/rosters/rosters.server.ts'
import { sayLackingHousehold } from '#app/modules/rosters/sentences.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { verifyAudit as verifyAuditTrail } from '#app/workflow/audit.server.ts'
import { mermaidOf } from '#app/workflow/diagram.ts'
import { noteRestored, readNotedHeads } from '#app/workflow/heads.server.ts'
import { settle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { faultOfBackup, isInUse, putBack } from '#db/backup.ts'
import { headOf, sayHead } from '#db/ledger/verify.ts'
import { findViolationsIn, sayViolation } from '#db/violations.ts'
import { type Answer, operator, withSite } from './answer.ts'

const dataFolder = () => resolve(process.env.TIDUI_DATA ?? 'data')

/** Looks for rows that the rules of this edition would refuse. Changes nothing, not even the schema. */
function checkRules(): Answer {
  const violations = findViolationsIn(join(dataFolder(), 'tidui.db'))
  return { json: { violations }, lines: violations.length > 0 ? violations.map(sayViolation) : ['数据库里没有不合规定的数据，可以升级。'], exitCode: violations.length > 0 ? 1 : 0 }
}

export const migrate = async ({ check = false }: { check?: boolean } = {}) => (check ? checkRules() : bringUpToDate())

const bringUpToDate = () =>
  withSite(async (site): Promise<Answer> => ({ json: { database: join(site.dataFolder, 'tidui.db') }, lines: ['数据库的结构已是最新。'] }))

export const demo = () =>
  withSite(async (site): Promise<Answer> => {
    if (!(await isEmptySite(site))) throw new Refusal(409, '数据库里已有数据，没有装入演示县。演示县只装入空数据库，可用 TIDUI_DATA 另指一个文件夹。')
    await loadDemoCounty(site)
    const signIns = whoCanSignIn()
    return { json: { loaded: true, signIns }, lines: ['演示县已装入。可以这样登录：', ...signIns] }
  })

export const createUser = (options: { name: string; role: string; phone?: string; region?: string; cohort?: string; password?: string }) =>
  withSite(async (site): Promise<Answer> => {
    const created = await createAccount(site, operator, options)
    return {
      json: created,
      lines: [`已建账号：${options.name}（${created.accountId}）。`, ...(created.slipPath ? [`第一次登录请打开：${created.slipPath}`] : [])],
    }
  })

export const importRoster = (file: string, options: { cohort?: string; dryRun?: boolean }) =>
  withSite(async (site): Promise<Answer> => {
    const outcome = await importRosterFile(site, operator, { fileName: basename(file), bytes: await readFile(file), cohortId: options.cohort, dryRun: options.dryRun ?? false })
    await settle(site, workflows)
    const { rows, accepted, refused } = outcome
    return {
      json: outcome,
      lines: [
        `${options.dryRun ? '预览' : '导入'}：共 ${rows} 行，${options.dryRun ? '可收' : '收下'} ${accepted} 行（新增 ${outcome.new}，已有 ${outcome.known}，变更 ${outcome.changed}），退回 ${refused.length} 行。`,
        ...(outcome.lackingHousehold ? [sayLackingHousehold(outcome.lackingHousehold)] : []),
        ...refused.map((row) => `第 ${row.row} 行 ${row.column}：${row.message}（${row.code}）`),
      ],
    }
  })

export const importShops = (file: string, options: { dryRun?: boolean }) =>
  withSite(async (site): Promise<Answer> => {
    const rows = await importShopsFile(site, operator, { fileName: basename(file), bytes: await readFile(file), dryRun: options.dryRun ?? false })
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length
    const refused = rows.flatMap(({ row, problem, message }) => (problem ? [{ row, column: problem.column, code: problem.code, message }] : []))
    const json = { rows: rows.length, accepted: rows.length - refused.length, new: count('new'), known: count('known'), changed: count('changed'), refused }
    return {
      json,
      lines: [
        `${options.dryRun ? '预览' : '导入'}：共 ${json.rows} 家，${options.dryRun ? '可收' : '收下'} ${json.accepted} 家（新增 ${json.new}，已有 ${json.known}，变更 ${json.changed}），退回 ${refused.length} 家。`,
        ...refused.map((row) => `第 ${row.row} 行 ${row.column}：${row.message}（${row.code}）`),
      ],
    }
  })

export const reportHouseholds = (options: { from: string; to: string; region?: string }) =>
  withSite(async (site): Promise<Answer> => {
    for (const day of [options.from, options.to]) if (!isDay(day)) throw new Refusal(422, `日期「${day}」不对，应写成 2019-01-01 这样。`)
    const { regionName, ...report } = await readHouseholdReport(site, operator, { from: options.from, to: options.to, region: options.region ?? pairedCounty })
    return { json: report, lines: sayReport({ ...report, regionName }) }
  })

function sayReport({ period, regionName, cohorts, attendances, persons, households, registered, byTownship }: HouseholdReport) {
  return [
    `${regionName} ${period.from} 至 ${period.to}`,
    `培训 ${cohorts} 期，${attendances} 人次，${persons} 人，${households} 户`,
    `其中建档立卡 ${registered.persons} 人，${registered.households} 户（已脱贫 ${registered.ofWhichLifted.persons} 人，${registered.ofWhichLifted.households} 户）`,
    ...byTownship.map((row) => `  ${row.name}：${row.persons} 人，${row.households} 户；建档立卡 ${row.registered.persons} 人，${row.registered.households} 户`),
  ]
}

export async function checkCourses(path = 'content'): Promise<Answer> {
  const { files, problems } = await checkContent(resolve(path))
  return {
    json: { files, problems },
    lines: [...problems.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`), problems.length > 0 ? `查了 ${files} 个文件，有 ${problems.length} 处要改。` : `查了 ${files} 个文件，没有问题。`],
    exitCode: problems.length > 0 ? 1 : 0,
  }
}

export async function diagram(name: string): Promise<Answer> {
  const found = workflows.find(({ definition }) => definition.kind === name)
  if (!found) throw new Refusal(404, `没有叫「${name}」的流程。有：${workflows.map(({ definition }) => definition.kind).join('、')}。`)
  const mermaid = mermaidOf(found.definition)
  return { json: { name, title: found.definition.title, mermaid }, lines: [mermaid] }
}

export const backup = (file: string) =>
  withSite(async (site): Promise<Answer> => {
    const target = resolve(file)
    if (await stat(target).catch(() => null)) throw new Refusal(409, `${target} 已经存在，没有覆盖。请换一个文件名。`)
    if (!(await stat(dirname(target)).catch(() => null))?.isDirectory()) throw new Refusal(422, `没有 ${dirname(target)} 这个文件夹，没有备份。请先建好，或换一个地方。`)
    await site.backup(target)
    const head = sayHead(headOf(target))
    return { json: { file: target, head }, lines: [`已备份到 ${target}，审计链头 ${head}。密钥不在备份里，请把数据文件夹里的 secret.key 另外收好。`] }
  })

const backupFaults = {
  missing: '没有这个备份文件。',
  notADatabase: '这个文件不是数据库备份。',
  damaged: '这个备份文件已经损坏。',
  notOurs: '这个文件是别的数据库，不是梯队的备份。',
  newer: '这个备份是更新版本的程序做的。请先升级程序，再恢复。',
}

export async function restore(file: string): Promise<Answer> {
  const fault = faultOfBackup(resolve(file))
  if (fault) throw new Refusal(422, backupFaults[fault])
  const database = join(dataFolder(), 'tidui.db')
  if (isInUse(database)) throw new Refusal(409, '数据库正在使用。请先停掉服务，再恢复。')
  const kept = putBack(resolve(file), database, new Date())
  const wrongKey = await withSite(async (site) => {
    const wrong = whyKeyDoesNotFit(site)
    if (wrong === null) await noteRestored(site)
    return wrong
  })
  return {
    json: { database, kept, keyFits: wrongKey === null },
    lines: [`已恢复到 ${database}。`, ...(kept ? [`原来的数据库留在 ${kept}。`] : []), ...(wrongKey ? [wrongKey] : [])],
  }
}

/** What is said of a database that was sealed with another key; null if ours fits. */
function whyKeyDoesNotFit(site: Site) {
  try {
    return site.keys && null
  } catch (fault) {
    if (fault instanceof Refusal) return fault.message
    throw fault
  }
}

export const verifyAudit = ({ head: noted }: { head?: string }) =>
  withSite(async (site): Promise<Answer> => {
    const notedHeads = await readNotedHeads(site)
    const { entries, events, head, broken, from, unkeyed } = verifyAuditTrail(site, { ...(noted ? { notedHead: noted } : {}), notedHeads })
    const older = unkeyed > 0 ? `其中前 ${unkeyed} 条是升级以前的，没有密钥的印记。` : ''
    const begun = from > 1 ? `（从第 ${from} 条起）` : ''
    return {
      json: { ok: broken === null, entries, events, head, broken, from, unkeyed },
      lines: [broken === null ? `审计链完整${begun}：${entries} 条记录，${events} 个流程事件，各表的内容和记录相符。${older}链头 ${head}，请抄下来另存，下次用 --head 核对。` : `审计链断了：${broken}`],
      exitCode: broken === null ? 0 : 1,
    }
  })

export async function match(file: string, options: { seed: string }): Promise<Answer> {
  if (!/^-?\d+$/.test(options.seed)) throw new Refusal(422, `种子「${options.seed}」不对，应是一个整数。`)
  const text = await readFile(file, 'utf8')
  const outcome = matchFile(parsed(text), Number(options.seed))
  return { json: outcome, lines: [...outcome.pairs.map(([west, east]) => `${west} — ${east}`), ...outcome.unmatched.map((west) => `${west} 没有结上`)] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) // Windows' editor begins a file with a mark of its own
  } catch {
    throw new Refusal(422, '这个文件不是 JSON。')
  }
}

