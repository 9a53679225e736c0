// Somebody sent a form and is no longer signed in, or not with the account that it needs: they sign in beside it, and nothing that was
// typed is lost.
import type { UnsentForm } from '#app/shell/unsent-form.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { typedByField } from '#app/ui/forms/typed-by.ts'
import { paths } from './paths.ts'

export const SignInAgainPage = (unsent: UnsentForm) =>
  unsent.asks ? <InWhoseName {...unsent} asks={unsent.asks} /> : <SignInAgain {...unsent} />

const SignInAgain = ({ sentence, form, isOtherAccount }: UnsentForm) => (
  <main className="message-page" data-unsent="">
    <h1>{isOtherAccount ? '这个账号办不了' : '请重新登录'}</h1>
    <p>{sentence}刚才填的还没有存上，但都还在这一页里。</p>
    <ol>
      <li>
        {isOtherAccount ? '点“在新窗口换账号”，在那里退出登录，再用填这张表的账号登录。' : '点“在新窗口登录”，在那里登录。'}
        <p>
          <ButtonLink href={isOtherAccount ? paths.account() : paths.signIn()} target="_blank" rel="noreferrer">
            {isOtherAccount ? '在新窗口换账号' : '在新窗口登录'}
          </ButtonLink>
        </p>
      </li>
      <li>
        {form ? '回到这个窗口，点“交上刚才填的”。' : '回到这个窗口，按“刷新”（电脑上按 F5）并确认重新提交。'}
        {form && <SendAgain form={form} label="交上刚才填的" />}
      </li>
    </ol>
  </main>
)

const SendAgain = ({ form, label }: { form: NonNullable<UnsentForm['form']>; label: string }) => (
  <form method="post">
    {form.map(([name, value], nth) => (
      <input key={nth} type="hidden" name={name} value={value} />
    ))}
    <Button kind="plain">{label}</Button>
  </form>
)

/** Somebody else signed in since it was filled in: they send it in their own name, or the other signs in again. */
const InWhoseName = ({ sentence, form, asks }: UnsentForm & { asks: NonNullable<UnsentForm['asks']> }) => (
  <main className="message-page" data-unsent="">
    <h1>这张表是别人填的</h1>
    <p>{sentence}还没有存上，请看清再办一样：</p>
    <ul>
      <li>
        您看过了，由您来办，记在“{asks.viewer}”名下：
        {form && <SendAgain form={form.filter(([name]) => name !== typedByField)} label={`用“${asks.viewer}”的名义交上`} />}
      </li>
      <li>
        还由填表的人来办：
        <p>
          <ButtonLink href={paths.account()} target="_blank" rel="noreferrer" kind="plain">
            在新窗口换账号
          </ButtonLink>
        </p>
        {form && <SendAgain form={form} label="换好了账号，交上" />}
      </li>
    </ul>
  </main>
)
