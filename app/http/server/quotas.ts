// How often an account may have something done in a day, in one table. The limits are far above what anybody's work
// needs; they keep one account from filling the database.
import { toDay } from '#app/calendar.ts'
import { tooManyRequests } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { replaceWrite } from '#app/writes.server.ts'

/** Writes per day and account, by their name in the audit trail up to the first colon. */
export const maxWritesADay: Readonly<Record<string, number>> = {
  // An exam has 100 questions at most, and each may be reconsidered many times.
  'give answers': 20_000,
  'give answers and hand in': 500,
  'keep progress': 5_000,
  'hand in task': 100,
  'judge task': 2_000,
  'take attendance': 3_000,
  // People who share a phone sign in and out all day.
  'sign in': 1_000,
  'sign out': 1_000,
  'check in': 100,
  'send message': 300,
  'report message': 50,
  'prove goal': 100,
  'tell month': 100,
  'give wishes': 200,
  'change secret': 30,
  'issue slips': 1_000,
  'enter shop': 3_000,
  'create account': 300,
  'plan cohort': 100,
  'plan pairing round': 50,
  'keep a file': 300,
  // Of 768 kilobytes: a gigabyte a day.
  'keep a piece of a file': 1_400,
  'forget a file': Infinity,
  'hand in roster': 200,
  'hand in list of shops': 200,
  'look at idNumber': 500,
  'look at phone': 500,
  // Parts of one import, which was counted when it was uploaded: a county's roster is imported in hundreds of slices.
  'read roster': Infinity,
  'preview roster': Infinity,
  'take in rows of roster': Infinity,
  'take in rows of a list of shops': Infinity,
  'roster accepted': Infinity,
  'roster failed': Infinity,
}

/** Limit of writes without a line of their own. */
const maxOtherWrites = 1_000

/** Whether an actor is an account, and not the system or the operator. */
const isAccount = (actor: string) => actor !== 'system' && actor !== 'operator'

/**
 * Wraps the installation for users: each account's writes are counted, and refused with 429 once the limit of the day
 * (China's) is reached. Counted in memory: a restart resets the counts, but users cannot restart the server.
 */
export function withWriteQuotas(site: Site): Site {
  let today = ''
  let counts = new Map<string, number>()
  const write: Site['write'] = async (actor, why, work, choices) => {
    if (isAccount(actor)) {
      const day = toDay(site.now())
      if (day !== today) [today, counts] = [day, new Map<string, number>()]
      const what = why.replace(/:.*/s, '')
      const most = maxWritesADay[what] ?? maxOtherWrites
      const key = `${actor} ${what}`
      const count = (counts.get(key) ?? 0) + 1
      if (count > most) throw tooManyRequests(`今天办这件事已有 ${most} 次，超过了一天的限度，先停一停，明天再办。急用请联系县级管理员。`)
      counts.set(key, count)
    }
    return site.write(actor, why, work, choices)
  }
  return replaceWrite(site, write)
}
