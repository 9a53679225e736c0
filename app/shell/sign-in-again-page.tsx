// Somebody sent a form and is no longer signed in, or not with the account that it needs: they sign in beside it, and nothing that was
// typed is lost.
import type { UnsentForm } from '#app/shell/unsent-form.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { paths } from './paths.ts'

export const SignInAgainPage = ({ sentence, form, isOtherAccount }: UnsentForm) => (
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
        {form && (
          <form method="post">
            {form.map(([name, value], nth) => (
              <input key={nth} type="hidden" name={name} value={value} />
            ))}
            <Button kind="plain">交上刚才填的</Button>
          </form>
        )}
      </li>
    </ol>
  </main>
)
