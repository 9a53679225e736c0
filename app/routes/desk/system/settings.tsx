// The administrator's desk for the settings of the programme.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { findUselessAddress } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { SettingsPage } from '#app/modules/programme-settings/pages/settings-page.tsx'
import { changeSettings, readProgrammeSettings, restoreSetting } from '#app/modules/programme-settings/programme-settings.server.ts'
import { settingsForm } from '#app/modules/programme-settings/settings-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '设置 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'programme.set')
  return {
    viewer,
    groups: await readProgrammeSettings(args.context.site, viewer),
    address: findUselessAddress(args),
    saved: new URL(args.request.url).searchParams.get('saved'),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'programme.set')
    const { site } = args.context
    const form = await readForm(request, settingsForm)
    if (form.do === 'restore') await restoreSetting(site, viewer, form)
    else {
      const { do: _, group, version, reason, ...typed } = form
      await changeSettings(site, viewer, { group, version, reason, typed })
    }
    return redirect(`${paths.settings()}?saved=${form.group}#${form.group}`)
  })

export default function Route() {
  return <SettingsPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
