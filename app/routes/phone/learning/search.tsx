// The search of a trainee in her lessons. What she looks for is in the address: it is nobody's name.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { searchLessons } from '#app/modules/lesson-search/lesson-search.server.ts'
import { LessonSearchPage } from '#app/modules/lesson-search/pages/lesson-search-page.tsx'
import { findTypedFault, maxFound } from '#app/modules/lesson-search/typed.ts'
import { normaliseText } from '#app/text/characters.ts'

export const meta = () => [{ title: '找课文 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.study')
  const asked = new URL(args.request.url).searchParams.get('q')
  const typed = asked === null ? null : normaliseText(asked).trim()
  const fault = typed === null ? null : findTypedFault(typed)
  return {
    account: viewer.accountId,
    script: islandUrl('phone.js'),
    typed,
    fault,
    found: await searchLessons(args.context.site, viewer, { search: fault ? '' : (typed ?? ''), most: maxFound }),
  }
}

export default function LessonSearch() {
  return <LessonSearchPage {...useLoaderData<typeof loader>()} />
}
