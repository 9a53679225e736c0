// An owner's first page: what is due, her pairings, and her shop's information.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readOwnShops } from '#app/modules/mentorship/mentorship.server.ts'
import { MyShopsPage } from '#app/modules/mentorship/pages/my-shops-page.tsx'

export const meta = () => [{ title: '我的店 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  return { viewer, script: islandUrl('owner.js'), shops: await throwRefusals(() => readOwnShops(args.context.site, viewer)) }
}

export default function MyShopsRoute() {
  return <MyShopsPage {...useLoaderData<typeof loader>()} />
}
