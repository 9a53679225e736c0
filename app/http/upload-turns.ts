// Large bodies are held in memory while they are read, so they take turns: one an account, and so many bytes in all.

export interface UploadTurns {
  /** Resolves when it is this one's turn, with what ends it; null if too many wait already, or it took too long. */
  take(account: string, bytes: number): Promise<(() => void) | null>
}

interface Choices {
  /** Bytes that may be under way at the same time. */
  together: number
  /** Milliseconds that somebody waits for a turn. */
  patience?: number
  mostWaiting?: number
  mostWaitingOfAccount?: number
}

export function uploadTurns({ together, patience = 30_000, mostWaiting = 32, mostWaitingOfAccount = 2 }: Choices): UploadTurns {
  const busy = new Map<string, number>()
  const queue: { account: string; bytes: number; begin: () => void }[] = []
  const held = () => [...busy.values()].reduce((sum, bytes) => sum + bytes, 0)
  const isFree = (account: string, bytes: number) => !busy.has(account) && (busy.size === 0 || held() + bytes <= together)

  function begin(account: string, bytes: number) {
    busy.set(account, bytes)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      busy.delete(account)
      for (const next of [...queue]) if (isFree(next.account, next.bytes)) next.begin()
    }
  }

  return {
    async take(account, bytes) {
      if (isFree(account, bytes)) return begin(account, bytes)
      if (queue.length >= mostWaiting || queue.filter((one) => one.account === account).length >= mostWaitingOfAccount) return null
      return new Promise((resolve) => {
        const leave = () => queue.splice(queue.indexOf(one), 1)
        const one = { account, bytes, begin: () => (clearTimeout(timer), leave(), resolve(begin(account, bytes))) }
        const timer = setTimeout(() => (leave(), resolve(null)), patience)
        queue.push(one)
      })
    },
  }
}
