// Documents that say which test holds what: the tests that they name are there.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const endings = ['.test.ts', '.test.tsx', '.e2e.ts']

/** The source of a test that is named as in docs: by its file below tests/ or tests/modules/. */
function sourceOf(name: string): string | null {
  for (const folder of ['tests', 'tests/modules']) {
    for (const ending of endings) if (existsSync(`${folder}/${name}${ending}`)) return readFileSync(`${folder}/${name}${ending}`, 'utf8')
  }
  return null
}

/** What a document names: a file of tests, and behind it words of names in quotation marks. */
function* namedIn(document: string): Generator<{ file: string; words: string }> {
  for (const [, file, names] of readFileSync(document, 'utf8').matchAll(
    /`([a-z0-9-]+(?:\/[a-z0-9-]+)*)`((?:,? (?:and )?"[^"\n]+"|,? '[^'\n|]+')+)/g,
  )) {
    for (const [, words, example] of names!.matchAll(/"([^"]+)"|'([^']+)'/g)) yield { file: file!, words: words ?? example! }
  }
}

test.each(['docs/findings.md', 'docs/test-gaps.md', 'docs/asvs.md', 'docs/threat-model.md'])(
  'each test that is named in docs is there: %s',
  (document) => {
    const named = [...namedIn(document)]
    expect(named.length).toBeGreaterThan(5)
    const missing = named.filter(({ file, words }) => !sourceOf(file)?.replaceAll("\\'", "'").includes(words.replace(/ …$/, '')))
    expect(missing.map(({ file, words }) => `${file} "${words}"`)).toEqual([])
  },
)
