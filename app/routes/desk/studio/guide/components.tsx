// What lessons can hold, for those who write them.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import exercisesCss from '#app/lesson/exercises.css?url'
import lessonCss from '#app/lesson/lesson.css?url'
import componentsCss from '#app/modules/studio/guide/components.css?url'
import { ComponentsPage } from '#app/modules/studio/guide/components-page.tsx'
import { editing } from '#app/modules/studio/studio.server.ts'
import baseCss from '#app/ui/base.css?url'

export const links = () => [...deskLinks(), { rel: 'stylesheet', href: componentsCss }]
export const meta = () => [{ title: '课文里能放什么 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const guide = await throwRefusals(() => editing.readComponentGuide(args.context.site))
  return { viewer, ...guide, styles: [baseCss, lessonCss, exercisesCss] }
}

export default function Route() {
  return <ComponentsPage {...useLoaderData<typeof loader>()} />
}
