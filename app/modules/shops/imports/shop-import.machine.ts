// The life cycle of a list of shops: previewed until somebody decides; then imported slice by slice, discarded, or lapsed. Once its first
// slice is in the register it can no longer be discarded; an import that was interrupted is done again.
import { setup } from 'xstate'

export type ShopImportEvent = { at: string } & { type: 'TAKE' | 'ACCEPT' | 'WITHDRAW' | 'EXPIRE' }

/** Absent only in diagrams and tests of the machine alone. */
type ShopImportInput = { at: string; undecidedDays?: number } | undefined

export interface ShopImportContext {
  /** When its term began. */
  uploadedAt: string
  /** How many days its term has. */
  undecidedDays: number
}

const never = '9999-12-31T00:00:00.000Z'

export const shopImportMachine = setup({
  types: { context: {} as ShopImportContext, events: {} as ShopImportEvent, input: {} as ShopImportInput },
  actions: {
    /** Deletes the file. */
    forget: () => {},
  },
}).createMachine({
  id: 'shopImport',
  context: ({ input }) => ({ uploadedAt: input?.at ?? never, undecidedDays: input?.undecidedDays ?? 0 }),
  initial: 'previewed',
  states: {
    previewed: {
      on: {
        TAKE: 'taking',
        ACCEPT: 'accepted',
        WITHDRAW: { target: 'withdrawn', actions: 'forget' },
        EXPIRE: { target: 'lapsed', actions: 'forget' },
      },
    },
    taking: { on: { ACCEPT: 'accepted' } },
    accepted: { type: 'final' },
    withdrawn: { type: 'final' },
    lapsed: { type: 'final' },
  },
})
