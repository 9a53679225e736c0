// The bench rows of `npm run demo`: from a fresh clone to the first answer, and the second time.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'

/** Seconds from `npm run demo` to the line that says who can sign in. The whole family of processes ends with it. */
async function untilReady(folder: string, patience: number) {
  const begun = performance.now()
  const { TIDUI_DATA: _, ...environment } = process.env
  const demo = spawn('npm', ['run', 'demo'], {
    cwd: folder,
    detached: true,
    env: { ...environment, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (text: Buffer) => void (said += text.toString()))
  try {
    while (!said.includes('手机号')) {
      if (demo.exitCode !== null) throw new Error(`npm run demo ended early:\n${said.slice(-2000)}`)
      if (performance.now() - begun > patience * 1000)
        throw new Error(`npm run demo was not ready within ${patience} s:\n${said.slice(-2000)}`)
      await pause(50)
    }
    return (performance.now() - begun) / 1000
  } finally {
    await endFamily(demo)
  }
}

async function endFamily(leader: ChildProcess) {
  if (leader.exitCode !== null || leader.signalCode !== null) return
  const gone = once(leader, 'exit')
  process.kill(-leader.pid!, 'SIGTERM')
  await gone
}

/** A clone of what is committed, with nothing installed and nothing built. */
export async function benchDemo(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  try {
    execFileSync('git', ['clone', '--quiet', process.cwd(), folder])
    const first = await untilReady(folder, 600)
    const second = await untilReady(folder, 60)
    return [
      { what: '`npm run demo`, fresh clone', figure: `${first.toFixed(0)} s`, budget: '≤ 180 s', ok: first <= 180 },
      { what: '`npm run demo`, second time', figure: `${second.toFixed(1)} s`, budget: '≤ 5 s', ok: second <= 5 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

if (process.argv[1]?.endsWith('bench/demo.ts')) for (const row of await benchDemo()) console.log(row)
