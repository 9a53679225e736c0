// What stands in a new lesson or course until its author writes something: it is never published.

export const placeholders = {
  /** The title of a lesson's only section is not among them: it can be meant. */
  lessonSummary: '一句话说清这一课讲什么。',
  importedSummary: '请用一句话写这一课讲什么。',
  objective: '学完会做的一件事',
  importedObjective: '请写学完会做什么',
  lessonText: '这里写课文。',
  /** The words of a picture that came without any, from a document or by pasting. */
  picture: '请写图上有什么',
  courseSummary: '一句话说清学完会做什么。',
} as const

export interface LeftPlaceholder {
  line: number
  reason: string
}

const { lessonSummary, importedSummary, objective, importedObjective, lessonText, picture, courseSummary } = placeholders

const bare = (line: string) =>
  line
    .trim()
    .replace(/^(?:- |summary:)\s*/, '')
    .replace(/^(["'])(.*)\1$/, '$2')

const sentences = new Map<string, string>([
  [lessonSummary, '“一句话简介”还是占位的字，请写这一课讲什么。'],
  [importedSummary, '“一句话简介”还是占位的字，请写这一课讲什么。'],
  [objective, '“学完会做什么”还是占位的字，请写学完这一课会做的事。'],
  [importedObjective, '“学完会做什么”还是占位的字，请写学完这一课会做的事。'],
  [lessonText, '这里还是占位的字，请写课文，或删掉这一行。'],
  [courseSummary, '课程的“一句话简介”还是占位的字，请写学完会做什么。'],
])

/** An attribute that says what a picture shows: `alt`, `beforeAlt`. */
const unsaid = new RegExp(`\\b\\w*alt\\s*=\\s*(["'])\\s*${picture}[。.]?\\s*\\1`, 'i')
const unsaidSentence = '图上有什么还是占位的字，请照图上的样子写一句，看不见图的人靠它。'

/** The lines of a lesson or of course.yaml that nobody has written yet. */
export const findPlaceholders = (text: string): LeftPlaceholder[] =>
  text.split(/\r?\n/).flatMap((line, at) => {
    const reason = sentences.get(bare(line)) ?? (unsaid.test(line) ? unsaidSentence : undefined)
    return reason === undefined ? [] : [{ line: at + 1, reason }]
  })
