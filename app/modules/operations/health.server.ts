// The health of the installation: measured on request by real operations, and quickly.
import { statfs, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { readClockHealth } from '#app/clock-guard.server.ts'
import type { Site } from '#app/site.ts'
import { countOverdueFollowUps } from '#app/workflow/follow-ups.server.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { readBackupState } from './scheduled-backups.server.ts'
import { backupSettings } from './settings.server.ts'

export interface Health {
  /** Why nothing can be saved; null if it can. `waiting`: no write completed in time. */
  notSaving: string | null
  /** Seconds since something was last written and flushed; null if nothing was since the start. */
  savedAgo: number | null
  waitingWrites: number
  /** Seconds that the oldest waiting write has waited. */
  longestWait: number
  /** What is wrong with the database file; null if nothing is known. */
  damage: string | null
  /** Free bytes in the data folder; null if the system does not report it. */
  freeBytes: number | null
  databaseBytes: number | null
  /** Deadlines and effects that are overdue by more than a minute. */
  overdueDeadlines: number
  overdueEffects: number
  backup: {
    /** Whether the server makes backups by itself. */
    isOn: boolean
    /** Seconds since the latest verified one; null if there is none. */
    age: number | null
    bytes: number
    isCopied: boolean | null
    fault: string | null
  }
  /** What is wrong with the clock; null if nothing is. */
  clock: string | null
}

/** With fewer free bytes the next write may fail. */
const minFreeBytes = 16 * 1024 * 1024
/** Milliseconds that a test write may take before the state counts as not saving. */
const probeTimeout = 2000
/** A write that completed at most this many milliseconds ago is proof enough. */
const probeValidity = 1000

const writeProbes = new WeakMap<object, Promise<string | null>>()

/** Returns why nothing can be written: null once something small was written and flushed. Concurrent callers share one attempt. */
async function probeWrite(site: Site): Promise<string | null> {
  const { savedAgo, failing } = site.condition()
  if (savedAgo !== null && savedAgo < probeValidity && failing === null) return null
  let proof = writeProbes.get(site)
  if (!proof) {
    proof = site.probeWrite().then(
      () => null,
      (fault: unknown) => getStorageFaultCode(fault) ?? 'failed',
    )
    writeProbes.set(site, proof)
    void proof.finally(() => writeProbes.delete(site))
  }
  return Promise.race([proof, pause(probeTimeout, 'waiting', { ref: false })])
}

/** Returns the same for strangers: codes instead of messages that may contain the names of folders. */
export function toPublicHealth({ notSaving, damage, backup: { fault, bytes: _, ...backup }, clock, ...figures }: Health) {
  const code = notSaving !== null && notSaving === damage ? 'damaged' : notSaving
  return {
    ok: notSaving === null,
    notSaving: code,
    ...figures,
    backup: { ...backup, failed: fault !== null },
    clockIsWrong: clock !== null,
  }
}

/** Returns what is wrong with the machine's clock, as a sentence; null if it is trusted. */
function findClockFault(site: Site): string | null {
  const { ok, aheadBySeconds } = readClockHealth(site)
  if (ok) return null
  const by = Math.abs(aheadBySeconds)
  const said = by < 3600 ? `${Math.ceil(by / 60)} 分钟` : by < 172_800 ? `${Math.round(by / 3600)} 小时` : `${Math.round(by / 86_400)} 天`
  return `服务器的时间不对劲：机器的时钟${aheadBySeconds > 0 ? '快' : '慢'}了约 ${said}，系统先按原来的时间走。`
}

const nothingOverdue = { deadlines: 0, effects: 0 }
const seconds = (milliseconds: number) => Math.round(milliseconds / 1000)

/** Measures the health. Takes at most two seconds, and only if nothing can be written. */
export async function readHealth(site: Site): Promise<Health> {
  const strangeness = site.fileFault()
  const free = await statfs(site.dataFolder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  // If the file is no longer the one that was opened, it is not read at all: mapped pages may be gone, which would crash the process.
  const failed = strangeness ?? (await probeWrite(site))
  const { savedAgo, waiting, longestWait, damage } = site.condition()
  const found = strangeness ?? damage
  const overdue = strangeness ? nothingOverdue : await countOverdueFollowUps(site).catch(() => nothingOverdue)
  const state = readBackupState(site.dataFolder)
  return {
    notSaving: failed ?? found ?? (free !== null && free < minFreeBytes ? 'ENOSPC' : null),
    savedAgo: savedAgo === null ? null : seconds(savedAgo),
    waitingWrites: waiting,
    longestWait: seconds(longestWait),
    damage: found,
    freeBytes: free,
    databaseBytes: await sizeOfDatabase(site.file),
    overdueDeadlines: overdue.deadlines,
    overdueEffects: overdue.effects,
    backup: {
      isOn: backupSettings(site.dataFolder).minute !== null,
      age: state.provedAt === null ? null : Math.max(0, seconds(site.now().getTime() - state.provedAt)),
      bytes: state.bytes,
      isCopied: state.isCopied,
      fault: state.fault,
    },
    clock: findClockFault(site),
  }
}

/**
 * Writes regularly while nobody else does, so that a disk that fails at night is known in the morning. Returns a function that stops it.
 */
export function startWriteProbe(site: Site, { every = 30_000 } = {}): () => void {
  const timer = setInterval(() => {
    const { savedAgo } = site.condition()
    if (savedAgo === null || savedAgo >= every) void probeWrite(site)
  }, every).unref()
  return () => clearInterval(timer)
}

/** Bytes of the database with its log, which holds what was written last; null if it cannot be read. */
async function sizeOfDatabase(file: string): Promise<number | null> {
  const sizeOf = async (path: string) => (await stat(path)).size
  const [database, log] = await Promise.allSettled([sizeOf(file), sizeOf(`${file}-wal`)])
  return database.status === 'rejected' ? null : database.value + (log.status === 'fulfilled' ? log.value : 0)
}
