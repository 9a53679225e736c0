// People who have completed a class, through the same doors as the screens.
import { certificates } from '#db/schema/certificates.ts'
import { aClassWithATrainee, aViewer, mark, pass } from '#tests/support/makers.ts'
import type { TestSite } from '#tests/support/site.ts'

/** A class whose trainee has completed and holds a certificate. */
export async function aHolder(site: TestSite, plan: Parameters<typeof aClassWithATrainee>[1] = {}) {
  const held = await aClassWithATrainee(site, plan)
  await complete(site, held)
  const [certificate] = await site.read.select().from(certificates)
  return { ...held, certificate: certificate!, holder: aViewer('trainee', { kind: 'own' }, { personId: held.personId }) }
}

export async function complete(site: TestSite, { sessions, enrolmentId }: { sessions: string[]; enrolmentId: string }) {
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId)
  await site.settle()
}
