// The real production server as a process of its own, on a data folder of the caller's.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import './built.ts'

export interface RunningServer {
  origin: string
  port: number
  process: ChildProcess
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts the server as `npm start` does, with `demo` as `npm run demo` does, or a TypeScript program in its place, and resolves once it answers. */
export async function startServer({
  dataFolder,
  port,
  program,
  demo = false,
}: {
  dataFolder: string
  port?: number
  program?: string
  demo?: boolean
}): Promise<RunningServer> {
  const chosen = port ?? (await freePort())
  const child = spawn(process.execPath, program ? ['--import', 'tsx', program] : ['build/program/start.js', ...(demo ? ['--demo'] : [])], {
    env: { ...process.env, NODE_ENV: 'production', TIDUI_DATA: dataFolder, PORT: String(chosen) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr!.on('data', (text: Buffer) => void (complaints += text.toString()))
  const origin = `http://127.0.0.1:${chosen}`
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended before it answered:\n${complaints}`)
    if (
      await fetch(`${origin}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { origin, port: chosen, process: child, kill }
    await pause(50)
  }
  await kill()
  throw new Error(`The server did not answer within 20 seconds:\n${complaints}`)
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
