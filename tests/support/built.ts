// What tests run as a process of its own is built first, unless it is of these very sources.
import { execFileSync } from 'node:child_process'

/** `TIDUI_NO_BUILD=1` skips the minute of building while rules are worked on that no process of its own takes part in. */
export default function build() {
  if (process.env.TIDUI_NO_BUILD === '1') return
  execFileSync(process.execPath, ['app/cli/prepare.js', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
}
