// What is set of the programme now, for whoever opens the installation.
import type { Reader } from '../database.ts'
import * as own from '../schema/programme-settings.ts'

const { programmeSettings } = own

export interface KeptSetting {
  setting: string
  value: unknown
}

/**
 * Reads the settings that differ from the programme's file, at once: an installation is opened with them. None in a
 * database from before there were any, which a command may read without migrating it.
 */
export function readKeptSettings(read: Pick<Reader, 'select'>): KeptSetting[] {
  try {
    const changes = read
      .select({ setting: programmeSettings.setting, value: programmeSettings.after, followsFile: programmeSettings.followsFile })
      .from(programmeSettings)
      .orderBy(programmeSettings.id)
      .all()
    const latest = new Map(changes.map((change) => [change.setting, change]))
    return [...latest.values()].filter(({ followsFile }) => !followsFile).map(({ setting, value }) => ({ setting, value }))
  } catch (fault) {
    if (/no such table/.test(String((fault as { cause?: unknown }).cause ?? fault))) return []
    throw fault
  }
}
