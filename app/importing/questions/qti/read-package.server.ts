// Reads packages of QTI: the items in the order of the manifest, with the pictures that lie beside them.
import { QuestionFault, type ReadQuestion, type RefusedQuestion } from '../question.ts'
import { readOne } from '../settle.ts'
import { child, descendants, innerText, parseXml, type XmlNode } from '../xml/parse-xml.ts'
import { type OpenedZip, resolvePath } from '../zip.server.ts'
import { findTitle, readItem } from './read-item.ts'

interface Resource {
  path: string
  tags: string[]
}

/** The items that a manifest lists; null if it cannot be read. */
function readManifest(source: string, folder: string): Resource[] | null {
  try {
    const manifest = parseXml(source)
    return [...descendants(child(manifest, 'resources'), 'resource')].flatMap((resource: XmlNode) => {
      const { type = '', href = child(resource, 'file')?.attributes.href ?? '' } = resource.attributes
      if (!/item/i.test(type)) return []
      const keywords = [...descendants(child(resource, 'metadata'), 'keyword')]
      return [{ path: resolvePath(folder, href), tags: keywords.map((keyword) => innerText(keyword).trim()) }]
    })
  } catch (fault) {
    if (fault instanceof QuestionFault) return null
    throw fault
  }
}

const folderOf = (path: string) => path.split('/').slice(0, -1).join('/')

const isItem = (source: string) => /<(?:[\w-]+:)?(?:assessmentItem|qti-assessment-item)[\s>]/.test(source.slice(0, 5_000))

/** The items of a package whose manifest is missing or broken: whatever is one. */
async function findItems(zip: OpenedZip): Promise<Resource[]> {
  const found: Resource[] = []
  for (const path of zip.names)
    if (/\.xml$/.test(path)) {
      const source = await zip.text(path)
      if (source !== null && isItem(source)) found.push({ path, tags: [] })
    }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** Reads all items of a package. */
export async function* readQtiPackage(zip: OpenedZip, manifestPath: string | null): AsyncGenerator<ReadQuestion | RefusedQuestion> {
  const manifest = manifestPath === null ? null : await zip.text(manifestPath)
  const listed = manifest === null ? null : readManifest(manifest, folderOf(manifestPath ?? ''))
  const resources = listed !== null && listed.length > 0 ? listed : await findItems(zip)
  let index = 0
  for (const { path, tags } of resources) {
    const source = await zip.text(path)
    const fileName = path.split('/').at(-1) ?? path
    yield readOne({ index: ++index, line: 1, name: findTitle(source ?? '') || fileName }, () => {
      if (source === null) throw new QuestionFault('syntax', '包里的清单列了这道题，却没有它的文件，请在原来的系统里重新导出再传。')
      return readItem(source, { find: zip.finder(folderOf(path)), tags, name: fileName })
    })
  }
}
