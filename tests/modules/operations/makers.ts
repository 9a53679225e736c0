// What tests of operations start from.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mock, onTestFinished } from 'vitest'
import { openSite } from '#app/site.server.ts'
import { persons } from '#db/schema/households.ts'
import { addPerson } from '#app/modules/households/households.server.ts'

export function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-operations-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An installation of its own, with its key in the data folder, a clock at the real time, and so many people in the register; closed again. */
export async function anInstallation({ people = 1 } = {}) {
  const dataFolder = join(aFolder(), 'data')
  const site = openSite({ dataFolder })
  await site.write('operator', 'people for the test', async (tx) => {
    for (let nth = 0; nth < people; nth++) {
      await addPerson(tx, site, {
        name: '田小禾',
        idNumber: idNumber(nth),
        birthday: '1984-05-06',
        sex: 'female',
        phone: `138${String(nth).padStart(8, '0')}`,
        regionCode: '422826100201',
      })
    }
  })
  await site.close()
  return dataFolder
}

/** Made up, and told apart by the last digits before the sequence. */
export const idNumber = (nth: number) => `422826${String(19_000_000 + nth)}000X`

/** Whether the people are there, by a fresh look. */
export async function peopleIn(dataFolder: string) {
  const site = openSite({ dataFolder })
  try {
    return await site.read.$count(persons)
  } finally {
    await site.close()
  }
}

/** What the product complained of on purpose, taken off what fails a test. */
export function complaints(): string[] {
  const complained = console.error as Mock
  const said = complained.mock.calls.map((words) => words.join(' '))
  complained.mockClear()
  return said
}

/** The database's driver, for programs of their own. */
export const driverFolder = () =>
  join(process.cwd(), 'node_modules', Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12')
