// Summary of what waits in pairings, for the first page of a desk.
import type { WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import { paths } from '#app/shell/paths.ts'
import type { Desk } from './mentorship.server.ts'

/** One kind of thing that waits: in a sentence with its number, and where it is dealt with. */
export interface DeskErrand {
  sentence: string
  count: number
  href: string
}

/** The parts of the page of pairings that errands lead to. */
export const deskSections = { waiting: 'waiting', toConfirm: 'to-confirm', reported: 'reported', appeals: 'appeals' } as const

/** Lists what waits, a line with a count for each kind; kinds with nothing are left out. */
export function summariseDesk({ waiting, toConfirm, reported, appeals }: Desk): DeskErrand[] {
  const count = (...kinds: readonly WaitingPairing['what'][]) => waiting.filter(({ what }) => kinds.includes(what)).length
  const errands: [count: number, words: string, section: keyof typeof deskSections][] = [
    [count('officer', 'risk'), '对很久没有联系，请过问', 'waiting'],
    [count('rematch'), '家店没有人帮了，要另找', 'waiting'],
    [count('answer'), '对等双方答复', 'waiting'],
    [toConfirm.length, '项凭据和数字等核实', 'toConfirm'],
    [reported.length, '条留言反映上来', 'reported'],
    [appeals.length, '件申诉等决定', 'appeals'],
  ]
  return errands
    .filter(([many]) => many > 0)
    .map(([many, words, section]) => ({
      sentence: `${many} ${words}`,
      count: many,
      href: `${paths.pairings()}#${deskSections[section]}`,
    }))
}
