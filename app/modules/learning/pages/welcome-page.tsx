// The first page for visitors who are not signed in: what this is, and how to sign in.
import { Island } from '#app/http/island.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { type TextSize, TextSizeForm } from '#app/ui/text-size.tsx'

export function WelcomePage({ textSize, script }: { textSize: TextSize; script: string }) {
  const { west, east } = useProgramme()
  return (
    <PhonePage
      title="梯队"
      action={
        <ButtonLink href={paths.signIn()} wide>
          登录
        </ButtonLink>
      }
    >
      <section className="hero">
        <h1>学会在网上卖东西</h1>
        <p>{`${east.shortName}和${west.shortName}一起办的电商培训。课在手机上学，没有网也能接着看。考试通过了，发结业证书。`}</p>
      </section>
      <h2>第一次来？</h2>
      <div className="steps">
        <ol>
          <li>找乡镇专干要一张登录条。</li>
          <li>用手机扫条上的方块图。</li>
          <li>设 6 个数字，就能学了。</li>
        </ol>
      </div>
      <h2>要核对一张证书？</h2>
      <p>
        <a href={paths.verify()}>验证结业证书</a>
      </p>
      <h2>字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
      <Island src={script} />
    </PhonePage>
  )
}
