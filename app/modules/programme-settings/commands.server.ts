// Changing what is set of the programme, and setting it back.
import { desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { present } from '#app/present.ts'
import { holdProgramme, type KeptSetting, setAll, valueAt, withoutFile } from '#app/programme/current-programme.ts'
import { type Programme, programmeSchema } from '#app/programme/programme.ts'
import { forbidden, invalidInput, notFound, stale } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { overtaken } from '#app/workflow/overtaken.server.ts'
import { programmeSettings } from '#db/schema/programme-settings.ts'
import { parseEntered } from './entered.ts'
import { canSetProgramme } from './policy.ts'
import { findLastChange } from './queries.server.ts'
import { findSetting, type GroupName, settingGroups } from './setting-list.ts'

interface GroupChange {
  group: GroupName
  /** The number of the group's last change that was seen. */
  version: number
  /** What was typed, by setting; one that is left out stays as it is. */
  typed: Readonly<Record<string, string | undefined>>
  reason: string
}

/**
 * Sets a group of settings; what is the same as before is no change. Holds from now on, in this process at once. Throws
 * 403, 409 if the group was changed since, or 422.
 */
export async function changeSettings(site: Site, viewer: Viewer, { group, version, typed, reason }: GroupChange): Promise<void> {
  if (!canSetProgramme(viewer)) throw forbidden()
  const { settings } = present(
    settingGroups.find(({ name }) => name === group),
    'group of settings',
  )
  const wanted = parseAll(settings, typed)
  await site.write(viewer.accountId, 'change settings', async (tx) => {
    await requireSeen(tx, group, version)
    await insertChanges(tx, site, wanted, reason)
  })
  site.programmeSource.reload()
}

function parseAll(settings: (typeof settingGroups)[number]['settings'], typed: GroupChange['typed']): KeptSetting[] {
  const fields: Record<string, string[]> = {}
  const wanted = settings.flatMap((setting): KeptSetting[] => {
    const text = typed[setting.setting]
    if (text === undefined) return []
    const entered = parseEntered(setting, text)
    if ('value' in entered) return [{ setting: setting.setting, value: entered.value }]
    fields[setting.setting] = [entered.fault]
    return []
  })
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  return wanted
}

interface Restoring {
  change: number
  reason: string
  /** The group, and the number of its last change that was seen. */
  group: GroupName
  version: number
}

/** Sets a setting to what it was before a change. Throws 403, 404, 409 if the group was changed since, or 422. */
export async function restoreSetting(site: Site, viewer: Viewer, { change, reason, group, version }: Restoring): Promise<void> {
  if (!canSetProgramme(viewer)) throw forbidden()
  await site.write(viewer.accountId, 'set settings back', async (tx) => {
    const [row] = await tx.select().from(programmeSettings).where(eq(programmeSettings.id, change))
    if (!row) throw notFound('这次改动')
    await requireSeen(tx, group, version)
    await insertChanges(tx, site, [{ setting: row.setting, value: row.before }], reason)
  })
  site.programmeSource.reload()
}

/** Throws 409 with who was quicker if a group was changed since. */
async function requireSeen(tx: Tx, group: GroupName, version: number) {
  const names = settingGroups.find(({ name }) => name === group)?.settings.map(({ setting }) => setting) ?? []
  const last = await findLastChange(tx, names)
  if ((last?.id ?? 0) === version) return
  throw last ? await overtaken(tx, { actor: last.by, at: last.at, did: '改了这一组设置' }) : stale()
}

async function insertChanges(tx: Tx, { programmeSource: { base } }: Site, wanted: readonly KeptSetting[], reason: string) {
  const { programme } = holdProgramme(base, tx)
  const isSame = (one: Programme, { setting, value }: KeptSetting) => JSON.stringify(valueAt(one, setting)) === JSON.stringify(value)
  const changed = wanted.filter((one) => !isSame(programme, one))
  if (changed.length === 0) throw invalidInput({}, '和现在的一样，没有要改的。')
  requireValid(setAll(withoutFile(programme), changed))
  const [last] = await tx.select({ id: programmeSettings.id }).from(programmeSettings).orderBy(desc(programmeSettings.id)).limit(1)
  await tx.insert(programmeSettings).values(
    changed.map((one, nth) => ({
      id: (last?.id ?? 0) + 1 + nth,
      setting: one.setting,
      before: valueAt(programme, one.setting),
      after: one.value,
      followsFile: isSame(base, one),
      reason,
      by: tx.actor,
      at: tx.at,
    })),
  )
  tx.note(`settings: ${changed.map(({ setting }) => setting).join(', ')}`)
}

/** Holds the whole to the programme's schema: settings limit each other too. The name of a field is where it stands. */
function requireValid(next: object) {
  const { success, error } = programmeSchema.safeParse(next)
  if (success) return
  const fields: Record<string, string[]> = {}
  for (const { path, message } of error.issues) {
    const name = path.filter((part) => typeof part === 'string').join('.')
    const label = findSetting(name)?.label ?? name
    ;(fields[name] ??= []).push(`${label}：${message.replace(/。$/, '')}。`)
  }
  throw invalidInput(fields)
}
