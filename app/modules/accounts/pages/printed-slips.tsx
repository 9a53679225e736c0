// Slips as they are printed: a name, a QR code, and an address to type for phones that cannot scan.
import { formatTerm } from '#app/calendar.ts'
import { Notice } from '#app/ui/notice.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'

export interface PrintedSlip {
  name: string
  code: string
  expires: string
  url: string
  typed: string
}

/** As it is easier to copy from paper; the dash may be left out. */
const groupCode = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`

/** `address` gives the whole address of a code on this site. */
export const toPrintedSlip = (
  { name, code, expiresAt }: { name: string; code: string; expiresAt: Date },
  address: (code: string) => string,
): PrintedSlip => ({
  name,
  code,
  expires: formatTerm(expiresAt),
  url: address(code),
  typed: address(groupCode(code)),
})

export function PrintedSlips({
  slips,
  withheld = [],
  purpose,
}: {
  slips: readonly PrintedSlip[]
  withheld?: readonly string[] | undefined
  purpose: string
}) {
  return (
    <>
      <div className="screen-only">
        <Notice kind="warn">
          <p>登录条只显示这一次，请现在打印（浏览器菜单里选“打印”，A4 纸）。关掉这一页就要重发，重发以后旧的作废。</p>
        </Notice>
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
      <div className="slips">
        {slips.map((slip) => (
          <article key={slip.code} className="slip">
            <h2>{slip.name}</h2>
            <div className="row">
              <QrCode text={slip.url} size={34} label={`${slip.name}的登录二维码`} />
              <div>
                <p>
                  ① 打开手机微信，点“扫一扫”。
                  <br />② 对准左边的方块图。
                  <br />③ 设 6 个数字，{purpose}。
                </p>
              </div>
            </div>
            <p className="small">
              扫不了，就在浏览器里输入：
              <br />
              <strong>{slip.typed}</strong>
            </p>
            <p className="small">请在{slip.expires}用。请收好，不要给别人。</p>
          </article>
        ))}
      </div>
    </>
  )
}
