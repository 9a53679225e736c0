// Slips as they are printed, eight to a sheet: a name, a QR code, and an address to type for phones that cannot scan.
import { formatTerm } from '#app/calendar.ts'
import { PrintButton } from '#app/shell/printed.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { toQrBitmap } from '#app/ui/qr-code.tsx'

export interface PrintedSlip {
  name: string
  /** What tells its holder from others and sheets from sheets, a line each: where she lives, the class. */
  about: readonly string[]
  expires: string
  url: string
  typed: string
}

/** Of a sheet of A4, two columns of four. */
export const slipsOnSheet = 8

/** As it is easier to copy from paper; the dash may be left out. */
const groupCode = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`

/** `address` gives the whole address of a code on this site. */
export const toPrintedSlip = (
  { name, code, expiresAt, about = [] }: { name: string; code: string; expiresAt: Date; about?: readonly string[] },
  address: (code: string) => string,
): PrintedSlip => ({
  name,
  about,
  expires: formatTerm(expiresAt),
  url: address(code),
  typed: address(groupCode(code)),
})

const toSheets = (slips: readonly PrintedSlip[]) =>
  Array.from({ length: Math.ceil(slips.length / slipsOnSheet) }, (_, nth) => slips.slice(nth * slipsOnSheet, (nth + 1) * slipsOnSheet))

export function PrintedSlips({
  slips,
  withheld = [],
  purpose,
  isForDesk = false,
}: {
  slips: readonly PrintedSlip[]
  withheld?: readonly string[] | undefined
  purpose: string
  /** Whether a password is chosen rather than a PIN. */
  isForDesk?: boolean
}) {
  const secret = isForDesk ? '设一个密码' : '设 6 个数字'
  const sheets = toSheets(slips)
  return (
    <>
      <div className="screen-only">
        <Notice kind="warn">
          <p>
            {`这 ${slips.length} 张登录条只显示这一次，请现在打印，A4 纸 ${sheets.length} 张，每张 ${slipsOnSheet} 条，沿虚线剪开。`}
            关掉这一页就要重发，重发以后旧的作废。
          </p>
        </Notice>
        <div className="row">
          <PrintButton />
        </div>
        {withheld.length > 0 && (
          <Notice kind="bad">
            <p>有 {withheld.length} 人没有发：</p>
            <ul>
              {withheld.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      {sheets.map((sheet, nth) => (
        <div key={nth} className="slips">
          {sheet.map((slip) => (
            <Slip key={slip.url} {...slip} last={`${secret}，${purpose}`} />
          ))}
        </div>
      ))}
    </>
  )
}

/** Signs beyond which a name is printed smaller: it would push the address off the slip. */
const longName = 12

/** The class prints thousands: its markup is as short as possible. */
const Slip = ({ name, about, url, typed, expires, last }: PrintedSlip & { last: string }) => (
  <article className="slip">
    <h2 className={name.length > longName ? 'long' : undefined}>{name}</h2>
    {about.map((line) => (
      <p key={line}>{line}</p>
    ))}
    <img src={toQrBitmap(url)} alt="登录二维码" />
    <ol>
      <li>打开手机微信，点“扫一扫”</li>
      <li>对准左边的方块图</li>
      <li>{last}</li>
    </ol>
    <footer>
      扫不了，在浏览器里输入 <strong>{typed}</strong>
      {`请在${expires}用。收好，不要给别人。`}
    </footer>
  </article>
)
