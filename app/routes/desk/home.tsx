// The first page of a desk.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readDeskHome } from '#app/modules/desk-home/desk-home.server.ts'
import { DeskHomePage } from '#app/modules/desk-home/pages/desk-home-page.tsx'
import { worksAtDesk } from '#app/shell/desk-nav.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '工作台 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  if (!worksAtDesk(viewer)) throw redirect(paths.home())
  const useless = findUselessAddress(args)
  return {
    viewer,
    useless,
    origin: new URL(toPublicUrl(args, paths.home())).origin,
    home: await readDeskHome(args.context.site, viewer, { hasAddress: useless === null }),
  }
}

export default function Route() {
  return <DeskHomePage {...useLoaderData<typeof loader>()} />
}
