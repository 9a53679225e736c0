// Runs a file of the bench as the program is built, in a process of its own, so that its peak is its own: from the sources, the loader in
// each thread takes a quarter of the memory.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Gives what the file at this URL prints for these arguments. The program must have been built: its threads are in the same folder. */
export async function runApart<T>(url: string, ...args: string[]): Promise<T> {
  const { build } = await import('esbuild') // not in the process that is measured
  const entry = fileURLToPath(url)
  const outfile = join(process.cwd(), 'build/program', `bench-${entry.replace(/^.*[/\\]|\.ts$/g, '')}.js`)
  await build({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outfile,
    logLevel: 'warning',
  })
  const { stdout } = await promisify(execFile)(process.execPath, [outfile, ...args])
  return JSON.parse(stdout) as T
}
