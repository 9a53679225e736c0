// The certificates of a class, to print in one go: one on each sheet.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { PrintButton } from '#app/shell/printed.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Empty } from '#app/ui/notice.tsx'
import type { CertificateView } from '../certificates.server.ts'
import { CertificateSheet } from './certificate-sheet.tsx'

interface SheetsPageProps {
  viewer: Viewer
  cohort: { id: string; number: number; name: string; startsOn: string }
  sheets: readonly (CertificateView & { verifyUrl: string })[]
  address: UselessAddress | null
  count: number
  page: number
  pages: number
}

export function SheetsPage({ viewer, cohort, sheets, address, count, page, pages }: SheetsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.certificateRegister()}
      title="打印证书"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        { href: paths.cohortPart(cohort.id, 'certificates'), label: '证书' },
      ]}
      actions={sheets.length > 0 && <PrintButton />}
    >
      {sheets.length === 0 ? (
        <Empty>这个班还没有有效的证书。</Empty>
      ) : (
        <>
          <AddressWarning address={address} what="证书上的二维码和网址" />
          <p className="screen-only soft">
            共 {count} 张{pages > 1 && `，这是第 ${page} 批，一批一批地打`}。A4 横向，一张一页；已撤销、已换发的不在内。
          </p>
          <SheetPages {...{ cohort, page, pages }} />
          {sheets.map((sheet) => (
            <CertificateSheet key={sheet.id} certificate={sheet} verifyUrl={sheet.verifyUrl} small />
          ))}
          <SheetPages {...{ cohort, page, pages }} />
        </>
      )}
    </DeskFrame>
  )
}

const SheetPages = ({ cohort, page, pages }: Pick<SheetsPageProps, 'cohort' | 'page' | 'pages'>) =>
  pages > 1 && (
    <nav className="pages screen-only" aria-label="翻页">
      {page > 1 && <a href={paths.certificateSheets(cohort.id, page - 1)}>上一批</a>}
      <span>
        第 {page} 批，共 {pages} 批
      </span>
      {page < pages && <a href={paths.certificateSheets(cohort.id, page + 1)}>下一批</a>}
    </nav>
  )
