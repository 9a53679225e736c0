// What tests run as a process of its own is built first, unless it is of these very sources.
import { execFileSync } from 'node:child_process'

export default function build() {
  execFileSync(process.execPath, ['app/cli/prepare.js', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
}
