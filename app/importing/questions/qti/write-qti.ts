// Writes questions as a package of QTI 2.2 or 3.0: an item each, the pictures, and the manifest.
import { strToU8, zipSync } from 'fflate'
import type { QuestionToWrite } from '../question.ts'
import { toTags } from '../settle.ts'
import { escapeXml, textToHtml } from '../text/text-to-html.ts'
import { attributeName, elementName, type QtiVersion } from './names.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespaces: Record<QtiVersion, { item: string; itemType: string; manifestSchema: string }> = {
  '2.2': { item: 'http://www.imsglobal.org/xsd/imsqti_v2p2', itemType: 'imsqti_item_xmlv2p2', manifestSchema: 'QTIv2.2 Package' },
  '3.0': { item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0', itemType: 'imsqti_item_xmlv3p0', manifestSchema: 'QTI Package' },
}

type Write = (name: string, attributes?: Record<string, string>, ...content: string[]) => string

const createWriter =
  (version: QtiVersion): Write =>
  (name, attributes = {}, ...content) => {
    const own = Object.entries(attributes).map(([key, value]) => ` ${attributeName(key, version)}="${escapeXml(value)}"`)
    const tag = elementName(name, version)
    return content.length === 0 ? `<${tag}${own.join('')}/>` : `<${tag}${own.join('')}>${content.join('')}</${tag}>`
  }

const itemName = (at: number) => `question-${String(at + 1).padStart(5, '0')}`
/** All pictures of a question lie in a folder of its own. */
const picturePath = (at: number, name: string) => `pictures/${itemName(at)}/${name}`

function writeItem(question: QuestionToWrite, at: number, version: QtiVersion): string {
  const { name, kind, text, options, correct, explanation, pictures } = question
  const write = createWriter(version)
  const html = (words: string) =>
    textToHtml(words, pictures, (picture, alt) => `<img src="../${picturePath(at, picture)}" alt="${escapeXml(alt)}"/>`)
  const isSeveral = kind === 'multiple'
  const content = version === '3.0' && explanation !== '' ? write('content-body', {}, html(explanation)) : html(explanation)
  return (
    declaration +
    write(
      'assessment-item',
      { xmlns: namespaces[version].item, identifier: itemName(at), title: name, adaptive: 'false', 'time-dependent': 'false' },
      write(
        'response-declaration',
        { identifier: 'RESPONSE', cardinality: isSeveral ? 'multiple' : 'single', 'base-type': 'identifier' },
        write('correct-response', {}, ...correct.map((key) => write('value', {}, key))),
      ),
      write('outcome-declaration', { identifier: 'SCORE', cardinality: 'single', 'base-type': 'float' }),
      ...(explanation === ''
        ? []
        : [
            write(
              'outcome-declaration',
              { identifier: 'FEEDBACK', cardinality: 'single', 'base-type': 'identifier' },
              write('default-value', {}, write('value', {}, 'explanation')),
            ),
          ]),
      write(
        'item-body',
        {},
        `<div>${html(text)}</div>`,
        write(
          'choice-interaction',
          {
            'response-identifier': 'RESPONSE',
            shuffle: String(kind !== 'trueFalse'),
            'max-choices': isSeveral ? String(options.length) : '1',
          },
          ...options.map((option) => write('simple-choice', { identifier: option.key }, html(option.text))),
        ),
      ),
      write('response-processing', { template: templates[version] }),
      ...(explanation === ''
        ? []
        : [write('modal-feedback', { 'outcome-identifier': 'FEEDBACK', identifier: 'explanation', 'show-hide': 'show' }, content)]),
    )
  )
}

const templates: Record<QtiVersion, string> = {
  '2.2': 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct',
  '3.0': 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
}

function writeManifest(questions: readonly QuestionToWrite[], version: QtiVersion): string {
  const { itemType, manifestSchema } = namespaces[version]
  const resources = questions.map((question, at) => {
    const keywords = toTags(question).map((tag) => `<imsmd:keyword><imsmd:string>${escapeXml(tag)}</imsmd:string></imsmd:keyword>`)
    const metadata =
      keywords.length === 0 ? '' : `<metadata><imsmd:lom><imsmd:general>${keywords.join('')}</imsmd:general></imsmd:lom></metadata>`
    const files = [`items/${itemName(at)}.xml`, ...question.pictures.map(({ name }) => picturePath(at, name))]
    return `<resource identifier="${itemName(at)}" type="${itemType}" href="${files[0]}">${metadata}${files.map((href) => `<file href="${href}"/>`).join('')}</resource>\n`
  })
  return `${declaration}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsmd="http://ltsc.ieee.org/xsd/LOM" identifier="questions"><metadata><schema>${manifestSchema}</schema><schemaversion>1.0.0</schemaversion></metadata><organizations/><resources>\n${resources.join('')}</resources></manifest>\n`
}

/** Writes a package. */
export function writeQtiPackage(questions: readonly QuestionToWrite[], version: QtiVersion): Uint8Array {
  const files: Record<string, Uint8Array> = { 'imsmanifest.xml': strToU8(writeManifest(questions, version)) }
  for (const [at, question] of questions.entries()) {
    files[`items/${itemName(at)}.xml`] = strToU8(writeItem(question, at, version))
    for (const { name, bytes } of question.pictures) files[picturePath(at, name)] = bytes
  }
  return zipSync(files, { level: 6 })
}
