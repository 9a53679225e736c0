// Addresses of the small scripts that reading pages load: with the hash of their content, so that they may be kept for ever.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

const urls = new Map<string, string>()

/** The address of a script built to public/islands. */
export function islandUrl(name: string): string {
  let url = urls.get(name)
  if (!url) {
    const file = [`build/client/islands/${name}`, `public/islands/${name}`].find(existsSync)
    url = `/islands/${name}${file ? `?v=${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)}` : ''}`
    urls.set(name, url)
  }
  return url
}
