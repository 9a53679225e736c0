// Files that hold no questions that can be read, each named for what it is, with what to do.
import { Refusal } from '#app/refusal.ts'
import { UnreadableFile } from '#app/spreadsheet/unreadable.ts'
import { formatLabels, type QuestionFormat } from './question.ts'

const sentences = {
  empty: '这个文件是空的。请确认选对了文件，再传一次。',
  'too-large': '这个文件太大，最多 40 MB。请分成几个文件，或先压缩里面的图片，再传。',
  'too-many-questions': '这个文件里的题太多，一次最多 5000 道。请分成几个文件再传。',
  'too-much': '这个文件里的内容或图片太多，没有读完。请分成几个文件再传。',
  'too-slow': '这个文件读了很久还没有读完，已经停下。请分成几个文件再传。',
  'moodle-backup': '这是 Moodle 的备份文件（.mbz），不是导出的题目。请在 Moodle 的题库里选“导出”，格式选 Moodle XML 或 GIFT，再传。',
  word: '这是 Word 文档，不是题目文件。请把题目填进 Excel 模板，或存成 GIFT、Aiken 格式的纯文字，再传。',
  slides: '这是演示文稿，不是题目文件。请把题目填进 Excel 模板再传。',
  'old-office': '这是旧版 Office 文件（.doc、.xls、.ppt）。是表格的，请另存为 .xlsx；是文档的，请把题目填进 Excel 模板，再传。',
  'other-office': '这是 OpenDocument 文件（.odt、.ods）。是表格的，请另存为 .xlsx；是文档的，请把题目填进 Excel 模板，再传。',
  pdf: '这是 PDF，不是题目文件。请把题目填进 Excel 模板再传。',
  rtf: '这是 RTF 文档，不是题目文件。请把题目填进 Excel 模板再传。',
  picture: '这是图片，不是题目文件。请把题目填进 Excel 模板再传。',
  recording: '这是视频或声音，不是题目文件。请选题目文件（GIFT、Moodle XML、Aiken、QTI 或 Excel）再传。',
  program: '这是程序，不是题目文件，没有打开。请选题目文件（GIFT、Moodle XML、Aiken、QTI 或 Excel）再传。',
  archive: '这是压缩包，里面没有认得出的题目文件。请解开，把里面的题目文件（GIFT、Moodle XML、QTI 等）单独传上来。',
  'web-page': '这是网页，不是题目文件。请在原来的系统里选“导出”，格式选 Moodle XML、GIFT 或 QTI，再传。',
  'qti-1': '这是 QTI 1.2，太旧，读不了。请在原来的系统里导出 QTI 2.1、2.2 或 3.0，或 Moodle XML，再传。',
  'other-xml': '这个 XML 文件不是 Moodle XML，也不是 QTI。请在原来的系统里选“导出”，格式选 Moodle XML 或 QTI，再传。',
  'no-questions': '这个文件里没有认得出的题目。请传 GIFT、Moodle XML、Aiken、QTI 或按模板填的 Excel 文件。',
  'no-heads': '这个表格里没有找到写着“题目”和“正确答案”的表头。请下载 Excel 模板，按模板填好再传。',
  entities: '这个文件里有不该有的 XML 声明（DOCTYPE），没有打开。请在原来的系统里重新导出，再传。',
  encrypted: '这个文件设了打开密码。请取消密码，保存后再传。',
  bomb: '这个文件解压后大得不正常，没有打开。请重新导出一个，再传。',
  damaged: '这个文件坏了，读不完整。请重新导出或另存一个，再传。',
  'unknown-characters': '这个文件的文字编码认不出来。请用记事本打开，另存为 UTF-8 再传。',
} as const

export type UnreadableQuestionsCode = keyof typeof sentences | 'other-format'

/** 422: the file as a whole cannot be read as questions. */
export class UnreadableQuestions extends Refusal {
  constructor(
    readonly code: UnreadableQuestionsCode,
    sentence: string = code === 'other-format' ? '' : sentences[code],
  ) {
    super(422, sentence, { file: [sentence] })
  }
}

/** 422: the file is of another format than was said. */
export const isOfOtherFormat = (found: string, chosen: string) =>
  new UnreadableQuestions('other-format', `这个文件是 ${found} 格式，选的却是 ${chosen}。请改选 ${found}，或不选格式，再传。`)

/** 422: the file is of a format, and there is nothing in it. */
export const isWithoutQuestions = (format: QuestionFormat) =>
  new UnreadableQuestions(
    'no-questions',
    format === 'xlsx'
      ? '这个表格里一道题也没有（示例那一行不算）。请在表头下面每行填一道题，再传。'
      : `这个 ${formatLabels[format]} 文件里一道题也没有。请确认选对了文件，或在原来的系统里重新导出，再传。`,
  )

const codes: Partial<Record<string, UnreadableQuestionsCode>> = {
  encrypted: 'encrypted',
  bomb: 'bomb',
  entities: 'entities',
  empty: 'empty',
  'too-large': 'too-large',
  'too-much-text': 'too-much',
  'too-many-cells': 'too-much',
  'too-many-sheets': 'too-much',
  'unknown-characters': 'unknown-characters',
}

/** Reports what the readers of packages refuse as a file without questions. */
export const toUnreadableQuestions = (fault: unknown) =>
  fault instanceof UnreadableFile ? Object.assign(new UnreadableQuestions(codes[fault.code] ?? 'damaged'), { cause: fault }) : fault
