// Limits work that takes much memory or time: one job per account, and a maximum in total.

export interface ConcurrencyLimit {
  /**
   * Resolves with a function that releases the slot, when it is this job's turn; with null if too many wait already, or
   * the wait was too long.
   */
  acquire(account: string, size: number): Promise<(() => void) | null>
}

interface ConcurrencyOptions {
  /**
   * Maximum size of all jobs that run at the same time, in the unit of the given sizes: bytes, or a count. A larger job
   * runs alone.
   */
  together: number
  /** Maximum wait for a turn, in milliseconds. */
  patience?: number
  maxWaiting?: number
  maxWaitingOfAccount?: number
}

export function createConcurrencyLimit({
  together,
  patience = 30_000,
  maxWaiting = 32,
  maxWaitingOfAccount = 2,
}: ConcurrencyOptions): ConcurrencyLimit {
  const busy = new Map<string, number>()
  const queue: { account: string; size: number; begin: () => void }[] = []
  const held = () => [...busy.values()].reduce((sum, size) => sum + size, 0)
  const isFree = (account: string, size: number) => !busy.has(account) && (busy.size === 0 || held() + size <= together)

  function begin(account: string, size: number) {
    busy.set(account, size)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      busy.delete(account)
      for (const next of [...queue]) if (isFree(next.account, next.size)) next.begin()
    }
  }

  return {
    async acquire(account, size) {
      if (isFree(account, size)) return begin(account, size)
      if (queue.length >= maxWaiting || queue.filter((one) => one.account === account).length >= maxWaitingOfAccount) return null
      return new Promise((resolve) => {
        const leave = () => queue.splice(queue.indexOf(one), 1)
        const one = { account, size, begin: () => (clearTimeout(timer), leave(), resolve(begin(account, size))) }
        const timer = setTimeout(() => (leave(), resolve(null)), patience)
        queue.push(one)
      })
    },
  }
}
