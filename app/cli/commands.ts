// The implementation of each command. It only calls doors and contains no rules.
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { isDay, formatMoment, formatTerm } from '#app/calendar.ts'
import { readClockHealth, confirmClock } from '#app/clock-guard.server.ts'
import { isEmptySite, loadDemoCounty } from '#app/demo/county.server.ts'
import { listDemoSignIns } from '#app/demo/plan.server.ts'
import { type AccessQuestion, listAccess as accessRecords, recordReading } from '#app/modules/access-log/access-log.server.ts'
import {
  accountDesk,
  createUser as createAccount,
  listAccounts,
  resetAccess,
  setAccountEnabled,
} from '#app/modules/accounts/accounts.server.ts'
import { listTries, tryOutcomeLabels } from '#app/modules/lockout/lockout.server.ts'
import { type Role, roleLabels, roles, roleScopes } from '#app/access/roles.ts'
import { readingRules } from '#app/lesson/reading-check/reading-check.ts'
import { checkContent } from '#app/modules/courses/courses.server.ts'
import { type DoubtfulPass, listDoubtfulPasses } from '#app/modules/exams/exams.server.ts'
import { doubtLabels } from '#app/modules/exams/labels.ts'
import { indexMissing } from '#app/modules/households/households.server.ts'
import { indexMissingVersions } from '#app/modules/lesson-search/lesson-search.server.ts'
import { matchFile } from '#app/modules/matching/match-file.ts'
import { importShopList } from '#app/modules/shops/shops.server.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { listLocalNames } from '#app/programme/local-names.ts'
import { getFirstDay } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { type HouseholdReport, readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { importRosterFile } from '#app/modules/rosters/rosters.server.ts'
import { formatMissingHousehold } from '#app/modules/rosters/sentences.ts'
import { firstPage, type Position } from '#app/paging.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'
import { verifyAudit as verifyAuditTrail } from '#app/workflow/audit.server.ts'
import { toMermaid } from '#app/workflow/diagram.ts'
import { readRecordedHeads } from '#app/workflow/heads.server.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { findViolationsIn, formatViolation } from '#db/violations.ts'
import { readSettings } from '#app/settings.server.ts'
import { readPassword } from './password.ts'
import { type CommandOutput, operatorViewer, takeInShipped, withSite, withLoggedSite, withReadOnlySite } from './answer.ts'

/** Looks for rows that break the rules of this version. Changes nothing, not even the schema. */
function checkRules(): CommandOutput {
  const violations = findViolationsIn(join(readSettings().dataFolder, 'tidui.db'))
  return {
    json: { violations },
    lines: violations.length > 0 ? violations.map(formatViolation) : ['数据库里没有不合规定的数据，可以升级。'],
    exitCode: violations.length > 0 ? 1 : 0,
  }
}

export const migrate = async ({ check = false }: { check?: boolean } = {}) => (check ? checkRules() : applyMigrations())

const applyMigrations = () =>
  withSite(async (site): Promise<CommandOutput> => {
    const searchable = await indexMissing(site)
    await takeInShipped(site)
    await indexMissingVersions(site)
    return {
      json: { database: join(site.dataFolder, 'tidui.db'), searchable },
      lines: ['数据库的结构已是最新。', ...(searchable > 0 ? [`已把 ${searchable} 人编进查找用的目录。`] : [])],
    }
  })

export const demo = () =>
  withSite(async (site): Promise<CommandOutput> => {
    if (!(await isEmptySite(site)))
      throw new Refusal(409, '数据库里已有数据，没有装入演示县。演示县只装入空数据库，可用 TIDUI_DATA 另指一个文件夹。')
    await loadDemoCounty(site)
    const signIns = listDemoSignIns()
    return { json: { loaded: true, signIns }, lines: ['演示县已装入。可以这样登录：', ...signIns] }
  })

interface NewAccount {
  name: string
  role: string
  phone?: string
  region?: string
  cohort?: string
  passwordStdin?: boolean
}

/** Returns the code of the county and of one of its townships. */
function exampleRegions() {
  const programme = loadProgramme()
  const { county } = programme.west
  const townships = listChildren(county, getFirstDay(programme))
    .map(({ code }) => code)
    .sort()
  return [county, ...townships.slice(townships.length / 2).slice(0, 1)]
}

/**
 * Validates what is chosen from a menu at a desk and typed here: the messages name the command line's options. Refuses
 * with 422.
 */
function validateOptions({ role: entered, region, phone }: NewAccount): Role {
  const offered = roles.filter((one) => one !== 'trainee')
  const role = offered.find((one) => one === entered || roleLabels[one] === entered)
  if (!role) throw new Refusal(422, `角色应是 ${offered.map((one) => `${roleLabels[one]}（${one}）`).join('、')} 之一。`)
  const [kind] = roleScopes[role]
  if (kind === 'region' && !/^\d{6}(\d{3}){0,2}$/.test(region ?? ''))
    throw new Refusal(422, `${roleLabels[role]}要指定地区：用 --region 写代码，例如 ${exampleRegions().join(' 或 ')}。`)
  if (!phone) throw new Refusal(422, '账号要有手机号，登录要用：用 --phone 写。')
  return role
}

export async function createUser({ passwordStdin = false, ...options }: NewAccount) {
  const role = validateOptions(options)
  const password = passwordStdin ? await readPassword() : undefined
  return withSite(async (site): Promise<CommandOutput> => {
    const created = await createAccount(site, operatorViewer, { ...options, role, password })
    return {
      json: created,
      lines: [
        `已建账号：${options.name}（${created.accountId}）。`,
        ...(created.slipPath ? [`第一次登录请打开：${created.slipPath}`] : []),
      ],
    }
  })
}

export const listUsers = () =>
  withSite(async (site): Promise<CommandOutput> => {
    const listed = await listAccounts(site, operatorViewer)
    const roles = (grants: (typeof listed)[number]['grants']) =>
      grants.map(({ role, scopeId }) => roleLabels[role] + (scopeId ? `（${scopeId}）` : '')).join('、') || '没有角色'
    const formatState = ({ enabled, hasSecret, hasSecondStep }: (typeof listed)[number]) =>
      !enabled ? '已停用' : !hasSecret ? '等本人设密码' : hasSecondStep ? '可登录，有验证器' : '可登录'
    return {
      json: { accounts: listed },
      lines: [
        ...listed.map((account) => `${account.id} ${account.name} ${roles(account.grants)} ${formatState(account)}`),
        `共 ${listed.length} 个账号；学员不在内。`,
      ],
    }
  })

interface AccountOption {
  phone?: string
  account?: string
}

const accountOf = (site: Site, { phone, account }: AccountOption) =>
  accountDesk.findAccount(site, operatorViewer, { phone, accountId: account })

export const resetUser = ({ reason, ...whose }: AccountOption & { reason: string }) =>
  withSite(async (site): Promise<CommandOutput> => {
    const { id, name } = await accountOf(site, whose)
    const { slipPath, expiresAt } = await resetAccess(site, operatorViewer, { accountId: id, reason })
    return {
      json: { accountId: id, slipPath, expiresAt: expiresAt.toISOString() },
      lines: [
        `已重置：${name}（${id}）。工作人员的旧密码和验证器已作废，所有手机和电脑上都已退出。`,
        `请本人在${formatTerm(expiresAt)}打开这个一次性链接：${slipPath}`,
      ],
    }
  })

export const enableUser = (enabled: boolean) => (whose: AccountOption) =>
  withSite(async (site): Promise<CommandOutput> => {
    const { id, name } = await accountOf(site, whose)
    await setAccountEnabled(site, operatorViewer, { accountId: id, enabled })
    return { json: { accountId: id, enabled }, lines: [`${enabled ? '已启用' : '已停用'}：${name}（${id}）。`] }
  })

/** Labels of sign-in attempts that concern no account. */
const noAccount: Record<string, string> = { others: '其他', slip: '没有的登录条' }

export const userTries = ({ days, ...whose }: AccountOption & { days: string }) =>
  withLoggedSite(async (site): Promise<CommandOutput> => {
    if (!/^\d{1,3}$/.test(days)) throw new Refusal(422, `天数「${days}」不对，应是一个整数。`)
    const since = new Date(site.now().getTime() - Number(days) * 86_400_000)
    const who = whose.phone || whose.account ? (await accountOf(site, whose)).who : undefined
    const tries = await listTries(site, { since, who })
    await recordReading(site, { who: operatorViewer.accountId, what: 'sign-ins', rows: tries.length })
    return {
      json: { tries: tries.map(({ from, ...row }) => ({ from: from.toISOString(), ...row })) },
      lines: [
        ...tries.map(
          ({ from, name, who: key, network, outcome, count }) =>
            `${formatMoment(from)}起一小时 ${name ?? noAccount[key] ?? '没有的号码'} ${network} ${tryOutcomeLabels[outcome]} ${count} 次`,
        ),
        `共 ${tries.length} 行。`,
      ],
    }
  })

export const importRoster = (file: string, options: { cohort?: string; dryRun?: boolean }) =>
  withSite(async (site): Promise<CommandOutput> => {
    const outcome = await importRosterFile(site, operatorViewer, {
      fileName: basename(file),
      bytes: await readFile(file),
      cohortId: options.cohort,
      dryRun: options.dryRun ?? false,
    })
    await runUntilIdle(site, workflows)
    const { rows, accepted, refused } = outcome
    return {
      json: outcome,
      lines: [
        `${options.dryRun ? '预览' : '导入'}：共 ${rows} 行，${options.dryRun ? '可收' : '收下'} ${accepted} 行（新增 ${outcome.new}，已有 ${outcome.known}，变更 ${outcome.changed}），退回 ${refused.length} 行。`,
        ...(outcome.lackingHousehold ? [formatMissingHousehold(outcome.lackingHousehold)] : []),
        ...outcome.unread.map(formatUnread),
        ...refused.map((row) => `第 ${row.row} 行 ${row.column}：${row.message}（${row.code}）`),
      ],
    }
  })

const accessLabels = { list: '看名单', export: '下载', refusal: '被拒', settings: '设置' } as const

export const listAccess = (question: AccessQuestion) =>
  withLoggedSite(async (site): Promise<CommandOutput> => {
    const records = await accessRecords(site, question)
    await recordReading(site, { who: operatorViewer.accountId, what: 'access records', rows: records.length })
    return {
      json: records,
      lines: records.map(
        ({ day, kind, who, what, times, rows }) =>
          `${day} ${accessLabels[kind]} ${who}：${what}，${times} 次${rows ? `，一次最多 ${rows} 行` : ''}`,
      ),
    }
  })

export const importShops = (file: string, options: { dryRun?: boolean }) =>
  withSite(async (site): Promise<CommandOutput> => {
    const { rows, unread } = await importShopList(site, operatorViewer, {
      fileName: basename(file),
      bytes: await readFile(file),
      dryRun: options.dryRun ?? false,
    })
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length
    const refused = rows.flatMap(({ row, problem, message }) =>
      problem ? [{ row, column: problem.column, code: problem.code, message }] : [],
    )
    const json = {
      rows: rows.length,
      accepted: rows.length - refused.length,
      new: count('new'),
      known: count('known'),
      changed: count('changed'),
      refused,
      unread,
    }
    return {
      json,
      lines: [
        `${options.dryRun ? '预览' : '导入'}：共 ${json.rows} 家，${options.dryRun ? '可收' : '收下'} ${json.accepted} 家（新增 ${json.new}，已有 ${json.known}，变更 ${json.changed}），退回 ${refused.length} 家。`,
        ...unread.map(formatUnread),
        ...refused.map((row) => `第 ${row.row} 行 ${row.column}：${row.message}（${row.code}）`),
      ],
    }
  })

export const reportHouseholds = (options: { from: string; to: string; region?: string }) =>
  withReadOnlySite(async (site): Promise<CommandOutput> => {
    for (const day of [options.from, options.to]) if (!isDay(day)) throw new Refusal(422, `日期「${day}」不对，应写成 2019-01-01 这样。`)
    const { regionName, ...report } = await readHouseholdReport(site, operatorViewer, {
      from: options.from,
      to: options.to,
      region: options.region ?? site.programme.west.county,
    })
    return { json: report, lines: formatReport({ ...report, regionName }) }
  })

function formatReport({ period, regionName, cohorts, attendances, persons, households, registered, byTownship }: HouseholdReport) {
  return [
    `${regionName} ${period.from} 至 ${period.to}`,
    `培训 ${cohorts} 期，${attendances} 人次，${persons} 人，${households} 户`,
    `其中建档立卡 ${registered.persons} 人，${registered.households} 户（已脱贫 ${registered.ofWhichLifted.persons} 人，${registered.ofWhichLifted.households} 户）`,
    ...byTownship.map(
      (row) =>
        `  ${row.name}：${row.persons} 人，${row.households} 户；建档立卡 ${row.registered.persons} 人，${row.registered.households} 户`,
    ),
  ]
}

export async function checkCourses(path = 'content'): Promise<CommandOutput> {
  const { files, problems, findings } = await checkContent(resolve(path), { knownNames: listLocalNames(loadProgramme()) })
  return {
    json: { files, problems, findings: findings.map(({ file, line, rule, reason }) => ({ file, line, rule, reason })) },
    lines: [
      ...problems.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`),
      ...findings.map(({ file, line, column, rule, reason }) => `${file}:${line}:${column} ${readingRules[rule]}：${reason}`),
      problems.length > 0 ? `查了 ${files} 个文件，有 ${problems.length} 处要改。` : `查了 ${files} 个文件，没有问题。`,
      ...(findings.length > 0 ? [`另有 ${findings.length} 处不好读，请改，或者写上理由放行（docs/reading-check.md）。`] : []),
    ],
    exitCode: problems.length > 0 ? 1 : 0,
  }
}

export async function diagram(name: string): Promise<CommandOutput> {
  const found = workflows.find(({ definition }) => definition.kind === name)
  if (!found) throw new Refusal(404, `没有叫「${name}」的流程。有：${workflows.map(({ definition }) => definition.kind).join('、')}。`)
  const mermaid = toMermaid(found.definition)
  return { json: { name, title: found.definition.title, mermaid }, lines: [mermaid] }
}

export const showDoubtfulPasses = () =>
  withSite(async (site): Promise<CommandOutput> => {
    const passes: DoubtfulPass[] = []
    for (let position: Position | null = firstPage; position !== null;) {
      const page: Awaited<ReturnType<typeof listDoubtfulPasses>> = await listDoubtfulPasses(site, operatorViewer, { position })
      passes.push(...page.passes)
      position = page.turns.next
    }
    return {
      json: { passes },
      lines: [
        `要复查的考试通过：${passes.length} 份。`,
        ...passes.map(
          (pass) =>
            `${pass.attemptId} ${pass.exam}：${doubtLabels[pass.doubt]}，${formatMoment(pass.gradedAt)} 对 ${pass.before} 题，${formatMoment(pass.passedAt)} 又来 ${pass.answers} 条，对 ${pass.after} 题${pass.certificate ? `，证书 ${pass.certificate.number}` : ''}`,
        ),
        ...(passes.length > 0 ? ['请管理员在工作台的“要复查的考试通过”里打开答卷核对；核实是看了答案才答的，可以吊销证书。'] : []),
      ],
    }
  })

export const showClock = ({ confirm = false }: { confirm?: boolean }) =>
  withSite(async (site): Promise<CommandOutput> => {
    const health = confirm ? await confirmClock(site, operatorViewer.accountId) : readClockHealth(site)
    const says = `系统的时间 ${formatMoment(new Date(health.now))}`
    return {
      json: health,
      lines: [
        health.ok
          ? `${says}，和机器的时钟一致。`
          : `${says}，机器的时钟却是 ${formatMoment(new Date(health.wall))}。机器的时钟对的话，请用 clock --confirm 确认；不对请调好。`,
      ],
      exitCode: health.ok ? 0 : 1,
    }
  })

export const verifyAudit = ({ head: noted }: { head?: string }) =>
  withReadOnlySite(async (site): Promise<CommandOutput> => {
    const notedHeads = await readRecordedHeads(site)
    const { entries, events, head, broken, from, unkeyed } = verifyAuditTrail(site, { ...(noted ? { notedHead: noted } : {}), notedHeads })
    const older = unkeyed > 0 ? `其中前 ${unkeyed} 条是升级以前的，没有密钥的印记。` : ''
    const begun = from > 1 ? `（从第 ${from} 条起）` : ''
    return {
      json: { ok: broken === null, entries, events, head, broken, from, unkeyed },
      lines: [
        broken === null
          ? `审计链完整${begun}：${entries} 条记录，${events} 个流程事件，各表的内容和记录相符。${older}链头 ${head}，请抄下来另存，下次用 --head 核对。`
          : `审计链断了：${broken}`,
      ],
      exitCode: broken === null ? 0 : 1,
    }
  })

export async function match(file: string, options: { seed: string }): Promise<CommandOutput> {
  if (!/^-?\d+$/.test(options.seed)) throw new Refusal(422, `种子「${options.seed}」不对，应是一个整数。`)
  const text = await readFile(file, 'utf8')
  const outcome = matchFile(parsed(text), Number(options.seed))
  return {
    json: outcome,
    lines: [...outcome.pairs.map(([west, east]) => `${west} — ${east}`), ...outcome.unmatched.map((west) => `${west} 没有结上`)],
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) // Windows' editor begins a file with a byte-order mark
  } catch {
    throw new Refusal(422, '这个文件不是 JSON。')
  }
}
