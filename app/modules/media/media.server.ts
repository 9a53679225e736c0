// The door of media: photographs, sounds and videos of courses, stored once under the hash of their bytes.
export { hashMedia, storeMedia } from './commands.server.ts'
export { type MediaInfo, readMedia, readMediaInfo, readMediaPart, totalMediaBytes } from './queries.server.ts'
export { openMediaFile, type ServedMedia } from './served.server.ts'
export { deriveVariants, readVariant } from './variants.server.ts'
export { acceptPhotograph, type PhotographEdit } from '#app/media/photographs.server.ts'
export { acceptSound } from '#app/media/sounds.ts'
export { acceptVideo } from '#app/media/videos.ts'
export { UnfitMedia } from '#app/media/unfit.ts'
export {
  checkMediaFile,
  type CourseMedia,
  courseMediaKindOf,
  extensionOf,
  type MediaFacts,
  type MediaType,
} from '#app/media/course-media.ts'
