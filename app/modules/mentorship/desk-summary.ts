// Summary of what waits in pairings, for the first page of a desk.
import type { Desk } from './mentorship.server.ts'
import type { WaitingPairing } from '#app/modules/pairings/pairings.server.ts'

/** Lists what waits, a line with a count for each kind; kinds with nothing are left out. */
export function summariseDesk({ waiting, toConfirm, reported, appeals }: Desk): string[] {
  const count = (...kinds: readonly WaitingPairing['what'][]) => waiting.filter(({ what }) => kinds.includes(what)).length
  const errands: [many: number, words: string][] = [
    [count('officer', 'risk'), '对很久没有联系，请过问'],
    [count('rematch'), '家店没有人帮了，要另找'],
    [count('answer'), '对等双方答复'],
    [toConfirm.length, '项凭据和数字等核实'],
    [reported.length, '条留言反映上来'],
    [appeals.length, '件申诉等决定'],
  ]
  return errands.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`)
}
