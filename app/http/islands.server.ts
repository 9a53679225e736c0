// URLs of the small scripts that reading pages load: they contain the hash of the content, so that they may be cached
// for ever.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

const urls = new Map<string, string>()

/** Returns the URL of a script built to public/islands. */
export function islandUrl(name: string): string {
  const url = urls.get(name) ?? `/islands/${name}?v=${contentHashOf(name)}`
  if (import.meta.env.PROD) urls.set(name, url) // in development it may change at any time
  return url
}

function contentHashOf(name: string) {
  const file = [`build/client/islands/${name}`, `public/islands/${name}`].slice(import.meta.env.PROD ? 0 : 1).find(existsSync)
  return file ? createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12) : 'none'
}
