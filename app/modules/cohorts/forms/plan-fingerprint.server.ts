// What a class's plan was when somebody began to change it: sent with the change, so that nothing is undone that somebody else did since.
import { createHash } from 'node:crypto'

interface Plan {
  name: string
  place: string
  number: number
  attendanceRequired: number
  regionCode: string
  courseVersionId: string
  tier: string
  sessions: readonly { id: string; day: string; startsAt: string; topic: string; place: string }[]
}

/** Returns a text that is another one as soon as anything of the plan is. */
export function fingerprintOfPlan({ sessions, ...plan }: Plan): string {
  const { name, place, number, attendanceRequired, regionCode, courseVersionId, tier } = plan
  const lines = sessions.map((session) => [session.id, session.day, session.startsAt, session.topic, session.place].join('\n')).sort()
  return createHash('sha256')
    .update(JSON.stringify([name, place, number, attendanceRequired, regionCode, courseVersionId, tier, lines]))
    .digest('base64url')
}
