// What is to be done in pairings, shops and ratings, in lines for the home of desks.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import type { Errand } from '#app/shell/errand.ts'
import type { WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { isUnderWay } from '#app/modules/pairings/pairing.states.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { deskSections } from './desk-sections.ts'
import { type Desk, readPairingDesk } from './desk.server.ts'

type Kind = WaitingPairing['what']

/** Each kind of waiting that somebody at a desk deals with: a line, and whether its moment is a day by which it is due. */
const kindsOfWaiting: readonly { kinds: readonly Kind[]; key: string; unit: string; sentence: string; action: string; hasDay: boolean }[] =
  [
    { kinds: ['officer', 'risk'], key: 'contact', unit: '对', sentence: '结对很久没有联系，请过问', action: '去过问', hasDay: true },
    { kinds: ['rematch'], key: 'rematch', unit: '家店', sentence: '没有人帮了，要另找', action: '去另找', hasDay: false },
    { kinds: ['answer'], key: 'answer', unit: '对', sentence: '结对等双方答复', action: '看等谁', hasDay: true },
    { kinds: ['assessment'], key: 'assessment', unit: '对', sentence: '结对等双方写评价', action: '看等谁', hasDay: true },
  ]

/** What waits in pairings in the viewer's reach, in lines; and how many pairings are under way. */
export interface PairingErrands {
  errands: Errand[]
  underWay: number
  atRisk: number
  proposed: number
}

export async function listPairingErrands(site: Site, viewer: Viewer): Promise<PairingErrands> {
  const lines = await listPairings(site, viewer)
  const desk = await readPairingDesk(site, viewer, lines)
  const count = (...kinds: readonly Kind[]) => desk.waiting.filter(({ what }) => kinds.includes(what)).length
  return {
    errands: [...waitingErrands(desk), ...otherErrands(desk)],
    underWay: lines.filter(({ state }) => isUnderWay(state)).length,
    atRisk: count('officer', 'risk'),
    proposed: count('answer'),
  }
}

const sectionOf = (section: keyof typeof deskSections) => `${paths.pairings()}#${deskSections[section]}`

const waitingErrands = ({ waiting }: Desk): Errand[] =>
  kindsOfWaiting.flatMap(({ kinds, key, unit, sentence, action, hasDay }) => {
    const those = waiting.filter(({ what }) => kinds.includes(what))
    const [first] = those
    if (!first) return []
    const moments = those.flatMap(({ moment }) => moment ?? []).sort()
    return [
      {
        key: `pairings ${key}`,
        count: those.length,
        unit,
        sentence,
        action,
        day: hasDay && moments[0] ? toDay(new Date(moments[0])) : null,
        href: those.length === 1 ? paths.pairingAtDesk(first.line.id) : sectionOf('waiting'),
      },
    ]
  })

function otherErrands({ toConfirm, reported, appeals }: Desk): Errand[] {
  const others: (Omit<Errand, 'day' | 'href' | 'key'> & { section: keyof typeof deskSections })[] = [
    { section: 'toConfirm', count: toConfirm.length, unit: '项', sentence: '凭据和数字等核实', action: '去核实' },
    { section: 'reported', count: reported.length, unit: '条', sentence: '留言反映上来', action: '去处理' },
    { section: 'appeals', count: appeals.length, unit: '件', sentence: '申诉等决定', action: '去决定' },
  ]
  return others
    .filter(({ count }) => count > 0)
    .map(({ section, ...errand }) => ({ ...errand, key: `pairings ${section}`, day: null, href: sectionOf(section) }))
}
