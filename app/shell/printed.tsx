// What a page has that offices print: a button, and on paper whose it is, of which time, who made and checked it, and a place for the seal.
import { ButtonLink } from '#app/ui/button.tsx'
import { useDeskViewer } from './desk-viewer.ts'
import { useProgramme } from './programme-context.ts'

export interface Printed {
  /** The region, or what else the page is about. */
  place: string
  /** The days or months it is about; null if it shows what is so now. */
  period: string | null
}

/** What a list of all that is in the viewer's reach has on paper, as it is now: the viewer's regions, else the county. */
export function usePrintedReach(): Printed {
  const { shortName } = useProgramme().west
  const regions = useDeskViewer()?.regions ?? []
  return { place: regions.join('、') || shortName, period: null }
}

/** Prints the page; without script it says how. */
export const PrintButton = () => (
  <>
    <ButtonLink kind="plain" href="#how-to-print" data-print="">
      打印
    </ButtonLink>
    <span id="how-to-print" className="how-to-print">
      按 Ctrl+P，或在浏览器菜单里选“打印”。导航、筛选和按钮不会印出来。
    </span>
  </>
)

/** Stands under the title on paper. */
export function PrintHead({ place, period }: Printed) {
  const { shortName } = useProgramme().west
  return (
    <p className="print-only print-head">
      <span>地区：{place.includes(shortName) ? place : `${shortName} ${place}`}</span>
      {period && <span>时段：{period}</span>}
      <span>
        填报单位：
        <i className="blank" />
      </span>
    </p>
  )
}

/** Stands at the end of the paper, to be signed. */
export const PrintFoot = () => (
  <p className="print-only print-foot">
    {['制表人', '审核人', '日期'].map((who) => (
      <span key={who}>
        {who}：
        <i className="blank" />
      </span>
    ))}
    <span>（盖章处）</span>
  </p>
)
