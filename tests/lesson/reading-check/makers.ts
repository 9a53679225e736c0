// Lessons for the reading check.

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n\n'
const task = '\n\n<Checklist id="do">\n<Item id="one">我做完了</Item>\n</Checklist>\n'

/** A lesson with a text, in which there is something to do. */
export const aLesson = (text: string) => head + text + task
