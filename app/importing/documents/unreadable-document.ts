// Documents that cannot be brought in, each with a sentence that says what to do.
import { Refusal } from '#app/refusal.ts'
import { UnreadableFile } from '#app/spreadsheet/unreadable.ts'

const sentences = {
  empty: '这个文件是空的。请确认选对了文件，再传一次。',
  'not-a-document': '这个文件读不了。请传 Word 文档（.docx）、演示文稿（.pptx）、Markdown（.md）或纯文字（.txt）。',
  workbook: '这个文件是表格，不是文档。请把要用的格子复制到 Word 里，存成 .docx 再传。',
  old: '这是旧版 .doc、.ppt 或 .wps、.dps 文件（改名也不行）。请用 Word、PowerPoint 或 WPS 打开，另存为 .docx 或 .pptx 再传。',
  encrypted: '这个文件设了打开密码。请在 Word、PowerPoint 或 WPS 里取消密码，保存后再传。',
  bomb: '这个文件解压后大得不正常，没有打开。请把内容复制到一个新的文件里，保存后再传。',
  'too-large': '这个文件太大，最多 40 MB。请先压缩里面的图片、去掉视频，或分成几个文件再传。',
  'too-much': '这个文件里的内容太多，没有读完。请分成几个文件，一课一个，再传。',
  'too-slow': '这个文件读了很久还没有读完，已经停下。请分成几个文件，一课一个，再传。',
  damaged: '这个文件坏了，读不完整。请用 Word、PowerPoint 或 WPS 打开，另存为新的文件再传。',
  entities: '这个文件里有不该有的 XML 声明（DOCTYPE），没有打开。请把内容复制到一个新的文件里，保存后再传。',
  'unknown-characters': '这个文件的文字编码认不出来。请用记事本打开，另存为 UTF-8 再传。',
} as const

export type UnreadableDocumentCode = keyof typeof sentences | 'outside'

/** 422: the document cannot be brought in. */
export class UnreadableDocument extends Refusal {
  constructor(
    readonly code: UnreadableDocumentCode,
    sentence: string = code === 'outside' ? '' : sentences[code],
  ) {
    super(422, sentence, { file: [sentence] })
  }
}

/** 422: the document refers to something outside itself, which would have to be fetched. */
export const refersOutside = (what: string) =>
  new UnreadableDocument(
    'outside',
    `这个文件里有${what}，内容存在文件外面，外面的东西不会去取，所以没有读。请在文件里断开链接，或只把字和图片复制到一个新的文件里，保存后再传。`,
  )

const codes: Partial<Record<string, UnreadableDocumentCode>> = {
  encrypted: 'encrypted',
  bomb: 'bomb',
  entities: 'entities',
  'too-much-text': 'too-much',
}

/** Reports what the readers of packages and XML refuse as a document that cannot be brought in. */
export const toUnreadableDocument = (fault: unknown) =>
  fault instanceof UnreadableFile ? Object.assign(new UnreadableDocument(codes[fault.code] ?? 'damaged'), { cause: fault }) : fault
