// Plays the follow-ups of the demo county: those of 2019 as they fell due, and those of a class half a year ago, of which some are done,
// some were missed, and some wait. Who sold three months after it and does not any more has fallen back.
import type { Viewer } from '#app/access/viewer.ts'
import { addDays, daysBetween, toDay } from '#app/calendar.ts'
import { followUpForm } from '#app/modules/follow-ups/follow-up-form.ts'
import { assignFollowUps, type FollowUpLine, listFollowUps, recordFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { createRandom } from '#db/demo/random.ts'

type Said = Record<string, string | string[]>

const selling: readonly Said[] = [
  { selling: 'yes', channel: 'platform', band: '2', helps: ['shipping'], words: '每周发两次货。' },
  { selling: 'yes', channel: 'ownShop', place: '村里的土货店', band: '3', employed: '2', employedRegistered: '1', source: 'proved' },
  { selling: 'yes', channel: 'station', band: '1', helps: ['training'] },
  { selling: 'yes', channel: 'employed', place: '镇上的茶厂', band: '2', source: 'confirmed' },
]
const notSelling: readonly Said[] = [
  { selling: 'no', obstacles: ['time'], helps: ['partner'], words: '家里有老人要照顾。' },
  { selling: 'no', obstacles: ['goods', 'shipping'], helps: ['goods', 'shipping'] },
  { selling: 'no', obstacles: ['away'], helps: ['none'], how: 'call' },
]

/** On these days the follow-ups of 2019 are recorded. */
const daysOf2019 = ['2019-07-31', '2019-10-31', '2020-01-31', '2020-04-30', '2020-07-31']

export class DemoFollowUps {
  private readonly random = createRandom(310)

  constructor(
    private readonly site: Site,
    private readonly setClock: (day: string, time: string) => void,
    private readonly desk: { administrator: Viewer; officer: Viewer },
    /** Enters what changes in households up to a day. */
    private readonly applyChanges: (day: string) => Promise<void>,
  ) {}

  /** Asks everybody of the classes of 2019 as their days come. */
  async askAllOf2019() {
    for (const day of daysOf2019.filter((one) => one > toDay(this.site.now())))
      for (const line of await this.openOn(day)) await this.ask(line, this.chooseAnswer(), line.dueOn)
  }

  /** The class of half a year ago, three months after it: all but two are reached, and most of them sell. */
  async askAfterThreeMonths(day: string) {
    for (const [i, line] of (await this.openOn(day)).entries())
      if (i < 2) await this.miss(line, day)
      else await this.ask(line, i % 4 === 3 ? notSelling[i % 3]! : selling[i % 4]!, day)
  }

  /** Today, six months after it: some are done, one declines, two were tried in vain, the others wait; half of those are given to the officer. */
  async beginAfterSixMonths(today: string) {
    const lines = await this.openOn(addDays(today, -1))
    const [done, waiting] = [lines.slice(0, 4), lines.slice(4)]
    for (const [i, line] of done.entries())
      if (i === 0) await this.record(line, { do: 'decline', words: '现在不想说。' })
      else await this.ask(line, i === 1 ? notSelling[0]! : selling[i]!, addDays(today, -1))
    const home = waiting.filter((line) => this.isHome(line))
    const half = home.slice(0, Math.ceil(home.length / 2)).map(({ id }) => id)
    if (half.length > 0) await assignFollowUps(this.site, this.desk.administrator, { followUpIds: half, to: this.desk.officer.accountId })
    for (const line of waiting.slice(0, 2)) await this.record(line, { do: 'try', outcome: 'notHome' })
  }

  private async openOn(day: string): Promise<FollowUpLine[]> {
    await this.applyChanges(day)
    this.setClock(day, '16:00')
    await runUntilIdle(this.site, workflows)
    const { lines } = await listFollowUps(this.site, this.desk.administrator, 'open')
    return [...new Map(lines.map((line) => [line.personId, line])).values()] // what she answers once holds for all that wait
  }

  private chooseAnswer(): Said {
    return this.random.whole(1, 3) === 1 ? this.random.pick(notSelling) : this.random.pick(selling)
  }

  private ask(line: FollowUpLine, said: Said, on: string) {
    return this.record(line, { do: 'answer', how: 'visit', source: 'told', on, ...said })
  }

  private async miss(line: FollowUpLine, until: string) {
    const first = addDays(line.dueOn, -2)
    const days = [first, addDays(first, 1), addDays(first, Math.max(2, daysBetween(first, until)))]
    for (const on of days) await this.record(line, { do: 'try', on, outcome: 'noAnswer' })
  }

  private isHome({ regionCode }: FollowUpLine) {
    return this.desk.officer.grants.some(({ scope }) => scope.kind === 'region' && regionCode.startsWith(scope.code))
  }

  private record(line: FollowUpLine, said: Said) {
    const viewer = this.isHome(line) ? this.desk.officer : this.desk.administrator
    return recordFollowUp(this.site, viewer, { followUpId: line.id, entry: followUpForm.parse({ on: toDay(this.site.now()), ...said }) })
  }
}
