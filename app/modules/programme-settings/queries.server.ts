// What is set now, with its history.
import { desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { valueAt } from '#app/programme/current-programme.ts'
import { forbidden } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { programmeSettings } from '#db/schema/programme-settings.ts'
import { accounts } from '#db/views/accounts.ts'
import { formatValue, toField } from './entered.ts'
import { canSetProgramme } from './policy.ts'
import { findSetting, type Setting, type SettingGroup, settingGroups } from './setting-list.ts'

export interface SettingChange {
  id: number
  label: string
  before: string
  after: string
  reason: string
  byName: string
  at: Date
  /** Whether it can be set back: what it was before is not what it is now. */
  canRestore: boolean
}

export interface GroupNow extends Omit<SettingGroup, 'settings'> {
  settings: readonly (Setting & {
    /** As its field shows it. */
    typed: string
    /** For reading. */
    words: string
    /** What the programme's file says, for reading; null if that is what holds. */
    ofFile: string | null
  })[]
  /** The number of its last change, 0 before the first. */
  version: number
  changes: readonly SettingChange[]
  /** How many changes there were, beyond those listed too. */
  total: number
}

/** More changes of a group than this are counted only. */
const maxChanges = 20

/** Returns the last change of some settings; null before the first. */
export async function findLastChange(
  read: Pick<Reader, 'select'>,
  settings: readonly string[],
): Promise<{ id: number; by: string; at: Date } | null> {
  const [last] = await read
    .select({ id: programmeSettings.id, by: programmeSettings.by, at: programmeSettings.at })
    .from(programmeSettings)
    .where(inValues(programmeSettings.setting, [...settings]))
    .orderBy(desc(programmeSettings.id))
    .limit(1)
  return last ?? null
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Returns all groups of settings with what holds now, and their latest changes. Throws 403. */
export async function readProgrammeSettings(site: Site, viewer: Viewer): Promise<GroupNow[]> {
  if (!canSetProgramme(viewer)) throw forbidden()
  return Promise.all(settingGroups.map((group) => readGroup(site, group)))
}

async function readGroup(site: Site, group: SettingGroup): Promise<GroupNow> {
  const names = group.settings.map(({ setting }) => setting)
  const ofGroup = inValues(programmeSettings.setting, names)
  const rows = await site.read
    .select({
      id: programmeSettings.id,
      setting: programmeSettings.setting,
      before: programmeSettings.before,
      after: programmeSettings.after,
      reason: programmeSettings.reason,
      at: programmeSettings.at,
      byName: accounts.name,
    })
    .from(programmeSettings)
    .leftJoin(accounts, eq(accounts.id, programmeSettings.by))
    .where(ofGroup)
    .orderBy(desc(programmeSettings.id))
    .limit(maxChanges)
  const now = (name: string) => valueAt(site.programme, name)
  return {
    ...group,
    settings: group.settings.map((setting) => {
      const [value, ofFile] = [now(setting.setting), valueAt(site.programmeSource.base, setting.setting)]
      return {
        ...setting,
        typed: toField(setting, value),
        words: formatValue(setting, value),
        ofFile: isSame(value, ofFile) ? null : formatValue(setting, ofFile),
      }
    }),
    version: rows[0]?.id ?? 0,
    changes: rows.flatMap(({ setting: name, before, after, byName, ...row }) => {
      const setting = findSetting(name)
      return setting
        ? [
            {
              ...row,
              label: setting.label,
              before: formatValue(setting, before),
              after: formatValue(setting, after),
              byName: byName ?? '系统',
              canRestore: !isSame(before, now(name)),
            },
          ]
        : []
    }),
    total: await site.read.$count(programmeSettings, ofGroup),
  }
}
