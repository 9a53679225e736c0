// The bench rows of the register of certificates: a page of it by each of its filters, with a certificate for every completion.
import type { Viewer } from '#app/access/viewer.ts'
import { operatorViewer } from '#app/cli/answer.ts'
import { listRegister } from '#app/modules/certificates/certificates.server.ts'
import type { Site } from '#app/site.ts'
import { certificates } from '#db/schema/certificates.ts'
import { workflows } from '#db/schema/workflow.ts'
import type { Row } from './exams.ts'
import { idOf, insertMany } from './fill.ts'
import { median, timesOf } from './times.ts'

const issuedAt = new Date('2019-08-01T09:00:00+08:00')
const printed = { course: '课', tier: '创业人员', hours: 16, cohortNumber: 1, cohortName: '班', place: '', issuer: '办公室' }

/** Issues one to each of so many persons, as `complete` of the reports' bench let them complete. */
export async function issueMany(site: Site, { people, cohorts, aCohortOf }: { people: number; cohorts: number; aCohortOf: number }) {
  await insertMany(site, { why: 'bench certificates', to: people }, async (tx, numbers) => {
    const flow = { kind: 'certificate', version: 0, context: {}, begunAt: issuedAt, movedAt: issuedAt }
    await tx.insert(workflows).values(
      numbers.map((number) => {
        const state = number % 1000 ? 'valid' : 'revoked'
        return { ...flow, id: idOf('z', number), value: state, state }
      }),
    )
    await tx.insert(certificates).values(
      numbers.map((number) => {
        const day = `20${10 + (number % 10)}-0${1 + (number % 7)}-15`
        return {
          id: idOf('z', number),
          code: idOf('C', number),
          number: `XF${day.slice(0, 4)}-${String(number).padStart(7, '0')}`,
          enrolmentId: idOf('e', number),
          personId: idOf('p', number),
          cohortId: idOf('c', Math.floor(number / aCohortOf) % cohorts),
          issuedOn: day,
          content: { ...printed, name: `学员${number}`, startsOn: day, endsOn: day, completedOn: day },
          issuedAt,
        }
      }),
    )
  })
}

const officer: Viewer = {
  accountId: 'bench-officer',
  personId: null,
  name: 'officer',
  grants: [{ role: 'townshipOfficer', scope: { kind: 'region', code: '422826105' } }],
}

/** A page of the register by each of its filters, for somebody who reaches everything and for the officer of one township. */
export async function certificateRows(site: Site): Promise<Row[]> {
  const all = { cohort: null, year: null, region: null, state: null, sort: 'day', dir: 'desc' } as const
  const count = (await site.read.$count(certificates)).toLocaleString('en')
  const asked: Record<string, () => Promise<unknown>> = {
    'the first page': () => listRegister(site, operatorViewer, all),
    'the last page': () => listRegister(site, operatorViewer, all, { page: 1, last: true }),
    'of a year': () => listRegister(site, operatorViewer, { ...all, year: '2015' }),
    'of a township': () => listRegister(site, operatorViewer, { ...all, region: '422826105' }),
    'of a class': () => listRegister(site, operatorViewer, { ...all, cohort: 'c0000000000000000007' }),
    revoked: () => listRegister(site, operatorViewer, { ...all, state: 'revoked' }),
    'a number': () => listRegister(site, operatorViewer, { ...all, search: 'XF2015-0000005' }),
    'a surname': () => listRegister(site, operatorViewer, { ...all, search: '王' }),
    'of a township in a year, revoked': () =>
      listRegister(site, operatorViewer, { ...all, region: '422826105', year: '2014', state: 'revoked' }),
    'the officer of a township': () => listRegister(site, officer, all),
    'the officer of a township: revoked': () => listRegister(site, officer, { ...all, state: 'revoked' }),
    'the officer of a township: by number': () => listRegister(site, officer, { ...all, sort: 'number', dir: 'asc' }),
  }
  const rows: Row[] = []
  for (const [what, list] of Object.entries(asked)) {
    const took = median(await timesOf(5, list))
    rows.push({ what: `register of ${count} certificates: ${what}`, figure: `${took.toFixed(1)} ms`, budget: '≤ 200 ms', ok: took <= 200 })
  }
  return rows
}
