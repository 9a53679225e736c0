// The door of searching lessons.
export { indexMissingVersions, indexVersion, startLessonIndexer } from './index.server.ts'
export { type FoundPassage, type LessonSearch, searchLessons } from './queries.server.ts'
