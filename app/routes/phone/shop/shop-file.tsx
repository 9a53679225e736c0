// The page of a picture or voice note of a shop: what it shows, who sent it, and a way back.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatMoment } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { ShopFilePage } from '#app/modules/pairings/pages/shop-file-page.tsx'
import { describeShopFile } from '#app/modules/pairings/pairings.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '图片 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { at, ...file } = await throwRefusals(() => describeShopFile(args.context.site, viewer, param(args, 'file')))
  return { viewer, file: { ...file, at: formatMoment(at) } }
}

export default function Route() {
  return <ShopFilePage {...useLoaderData<typeof loader>()} />
}
