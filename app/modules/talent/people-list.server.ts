// The list of people of the register, narrowed by place, by what their household is registered as, and by their stage.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { listPersons, listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { nobody, parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { type Position, toPositionQuery } from '#app/paging.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { selectAtStage } from './at-stage.server.ts'
import { parseStage } from './stages.ts'

/** Lists people with their places, and the filter that the address asks for; one that is refused filters nobody in, and says why. */
export async function listPeople(
  site: Site,
  viewer: Viewer,
  { address, position, search }: { address: URLSearchParams; position: Position; search: string },
) {
  const asked = parseRegisterFilter(address)
  const stage = parseStage(address.get('stage'))
  const filter = { ...asked, among: stage ? await selectAtStage(site, stage) : undefined }
  const today = toDay(site.now())
  const { list, errors } = await listPersons(site, viewer, { search, position, filter }).then(
    (list) => ({ list, errors: undefined }),
    (fault: unknown) => {
      if (!(fault instanceof Refusal && fault.status === 422)) throw fault
      return { list: nobody, errors: fault.fields }
    },
  )
  return {
    ...list,
    rows: list.rows.map((row) => ({ ...row, place: formatPlace(row.regionCode, today).join(' ') })),
    search,
    position: toPositionQuery(position),
    places: listVisiblePlaces(viewer, site, today),
    region: asked.region ?? '',
    status: asked.status ?? '',
    stage: stage ?? '',
    sort: asked.sort,
    dir: asked.dir,
    errors,
  }
}
