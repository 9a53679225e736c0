// Files that cannot be read, each with a message that says what to do.
import { Refusal } from '#app/refusal.ts'

const sentences = {
  'not-a-workbook': '这个文件不是表格。请用 Excel 或 WPS 打开这张表，另存为 .xlsx 再上传。',
  'web-page': '这个文件其实是网页，只是名字像表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。',
  'old-workbook': '这是旧版 .xls 文件（改名成 .xlsx 也不行）。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。',
  'other-workbook': '这种格式（.xlsb、.ods 等）读不了。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。',
  encrypted: '这个文件设了打开密码。请在 Excel 或 WPS 里取消密码，保存后再上传。',
  bomb: '这个文件解压后大得不正常，没有打开。请把名单复制到一个新的表格里，保存后再上传。',
  'too-large': '这个文件太大。一次最多 30 MB、20 万行，请分成几个文件上传。',
  'too-many-sheets': '这个文件的工作表太多，最多 200 张。请只留要交的名单，保存后再上传。',
  'too-many-cells': '这个文件里的格子多得不正常，没有读完。请把名单复制到一个新的表格里，保存后再上传。',
  'too-many-merges': '这个文件里合并的单元格太多，没有读完。请取消合并，每行填全，保存后再上传。',
  'too-much-text': '这个文件里有一格的字多得不正常，或字太多，没有读完。请把名单复制到一个新的表格里，保存后再上传。',
  'too-slow': '这个文件读了很久还没有读完，已经停下。请把名单复制到一个新的表格里，或分成几个文件，再上传。',
  damaged: '这个文件坏了，读不完整。请用 Excel 或 WPS 打开，另存为新的 .xlsx 再上传。',
  entities: '这个文件里有不该有的 XML 声明（DOCTYPE），没有打开。请用 Excel 或 WPS 打开，另存为新的 .xlsx 再上传。',
  'open-quote': '这个 CSV 文件里有一个引号 " 只开不关，后面几行并成了一格。请用 Excel 或 WPS 打开核对，另存为 .xlsx 再上传。',
  'unknown-characters': '这个 CSV 文件的文字编码认不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。',
  empty: '这个文件是空的。请确认选对了文件，再上传。',
} as const

export type UnreadableCode = keyof typeof sentences

/** 422: the file cannot be read here. */
export class UnreadableFile extends Refusal {
  constructor(readonly code: UnreadableCode) {
    super(422, sentences[code], { file: [sentences[code]] })
  }
}
