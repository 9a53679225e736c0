// Disks that can be filled up or made read-only, where a test may mount them.
import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { aFolder, anInstallation } from './makers.ts'

export const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

/** A disk of so many megabytes, gone with the test. */
export function aDisk(megabytes: number) {
  const folder = aFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

/** A data folder on a disk of its own, with three people in its register. */
export async function anInstallationOnADisk(megabytes: number) {
  const disk = aDisk(megabytes)
  const dataFolder = await anInstallation({ people: 3 })
  for (const name of ['tidui.db', 'secret.key']) copyFileSync(join(dataFolder, name), join(disk, name))
  return disk
}
