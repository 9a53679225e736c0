// The pictures that the questions of a frozen version show, at the addresses of its course.
import { type ShownPicture, showDrawing, showPhotograph } from '#app/media/shown-picture.ts'
import { readMediaInfo } from '#app/modules/media/media.server.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'
import type { FrozenContent, Question } from './question.ts'

/** A question as a sheet shows it. */
export type ShownQuestion = Omit<Question, 'picture' | 'alt'> & { picture?: ShownPicture | undefined }

/** What a candidate gets of it. */
export type AskedQuestion = Pick<ShownQuestion, 'id' | 'kind' | 'text' | 'options' | 'picture'>
export const toAsked = ({ id, kind, text, options, picture }: AskedQuestion): AskedQuestion => ({
  ...{ id, kind, text, options },
  ...(picture && { picture }),
})

/** Puts the pictures of some questions where their names were. Most exams have none, and nothing is read for them. */
export async function showPictures(
  site: Pick<Site, 'read'>,
  { courseVersionId, content }: { courseVersionId: string; content: FrozenContent },
  questions: readonly Question[],
): Promise<ShownQuestion[]> {
  const { slug = '', media, pictures } = content
  const hashes = questions.flatMap(({ picture }) => media[picture ?? ''] ?? [])
  const known = await readMediaInfo(site, hashes)
  return questions.map(({ picture: name, alt = '', ...question }) => {
    if (name === undefined) return question
    const [drawing, info] = [pictures[name], known.get(media[name] ?? '')]
    const picture = info
      ? showPhotograph(info, alt, (file) => paths.media(slug, file))
      : drawing === undefined
        ? undefined
        : showDrawing(drawing, alt, `/pictures/${courseVersionId}/${name}`)
    return { ...question, ...(picture && { picture }) }
  })
}
