// The list of people of the register, narrowed by place, by what their household is registered as, and by their stage.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { listPersons, listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { maxExported, maxTickedPersons, nameFilters, type PlacedPerson } from '#app/modules/households/lists.ts'
import { nobody, parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { placeRows } from '#app/modules/regions/regions.server.ts'
import type { Position } from '#app/paging.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { selectAtStage } from './at-stage.server.ts'
import { parseStage, stageLabels } from './stages.ts'

interface PeopleAsked {
  /** The filters and the order, as they stand in an address. */
  address: URLSearchParams
  search?: string
}

async function toFilter(site: Site, address: URLSearchParams) {
  const asked = parseRegisterFilter(address)
  const stage = parseStage(address.get('stage'))
  return { asked, stage, filter: { ...asked, among: stage ? await selectAtStage(site, stage) : undefined } }
}

/** Lists people with their places, and the filter that the address asks for; one that is refused filters nobody in, and says why. */
export async function listPeople(site: Site, viewer: Viewer, { address, position, search = '' }: PeopleAsked & { position: Position }) {
  const { asked, stage, filter } = await toFilter(site, address)
  const { list, errors } = await listPersons(site, viewer, { search, position, filter }).then(
    (list) => ({ list, errors: undefined }),
    (fault: unknown) => {
      if (!(fault instanceof Refusal && fault.status === 422)) throw fault
      return { list: nobody, errors: fault.fields }
    },
  )
  const today = toDay(site.now())
  const places = listVisiblePlaces(viewer, site, today)
  const narrowing = { region: asked.region ?? '', status: asked.status ?? '', stage: stage ?? '' }
  return {
    ...list,
    rows: placeRows(list.rows, today),
    search,
    places,
    ...narrowing,
    narrowed: [
      ...nameFilters(narrowing, places),
      ...(stage ? [{ name: 'stage', label: '阶段', value: stage, words: stageLabels[stage] }] : []),
    ],
    errors,
  }
}

/** Lists all whom the filters leave or the search finds, for ticking them at once: no more than can be ticked. */
export async function listIdsOfPeople(site: Site, viewer: Viewer, { address, search = '' }: PeopleAsked): Promise<string[]> {
  const { filter } = await toFilter(site, address)
  return (await listPersons(site, viewer, { search, filter, size: maxTickedPersons })).rows.map(({ id }) => id)
}

/** Lists all whom the filters leave or the search finds, in order, for a workbook; recorded as an export. Throws 409 if there are more than it may have. */
export async function exportPeople(site: Site, viewer: Viewer, { address, search = '' }: PeopleAsked): Promise<PlacedPerson[]> {
  const { filter } = await toFilter(site, address)
  const { rows, turns } = await listPersons(site, viewer, { search, filter, size: maxExported, isExport: true })
  if (turns.next) throw new Refusal(409, `一次最多下载 ${maxExported.toLocaleString('zh-CN')} 人。请先选乡镇、村、户的属性或阶段，再下载。`)
  return placeRows(rows, toDay(site.now()))
}
