// 我的提问: everything that a trainee asked, with the answers.
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { OwnInquiry } from '../inquiries.server.ts'
import { OwnInquiries } from './own-inquiries.tsx'

interface OwnInquiriesPageProps {
  account: string
  script: string
  inquiries: readonly OwnInquiry[]
  courses: readonly { slug: string; title: string }[]
}

export const OwnInquiriesPage = ({ account, script, inquiries, courses }: OwnInquiriesPageProps) => (
  <PhonePage title="我的提问" back={{ href: paths.home(), label: '首页' }}>
    <h1>我的提问</h1>
    <WaitingForms />
    <OwnInquiries inquiries={inquiries} />
    {courses.map(({ slug, title }) => (
      <ButtonLink key={slug} href={paths.ask(slug)} wide kind="plain">
        问《{title}》
      </ButtonLink>
    ))}
    <WaitingSheets />
    <TraineePhone account={account} src={script} keep={[paths.ownInquiries(), ...courses.map(({ slug }) => paths.ask(slug))]} />
  </PhonePage>
)
