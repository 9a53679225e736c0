// A picture or voice note that an owner sent, with what it shows: at a desk, or on the phone of one of the two.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import type { DescribedFile } from '../files.server.ts'

interface ShopFilePageProps {
  viewer: Viewer
  file: Omit<DescribedFile, 'at'> & { at: string }
}

export function ShopFilePage({ viewer, file }: ShopFilePageProps) {
  const { pairing, shopId, sender, title } = file
  if (file.isTheirs) {
    const back = pairing ? { href: paths.pairing(pairing.id), label: '结对' } : { href: paths.myMonths(shopId), label: '每月数字' }
    return (
      <PhonePage title={title} back={back} nav={ownerNav(viewer)}>
        <h1 className="hidden-words">{title}</h1>
        <Shown file={file} />
      </PhonePage>
    )
  }
  const back = pairing ? { href: paths.pairingAtDesk(pairing.id), label: pairing.name } : { href: paths.shop(shopId), label: sender }
  const list = pairing ? { href: paths.pairings(), label: '结对' } : { href: paths.shops(), label: '网店名录' }
  return (
    <DeskFrame viewer={viewer} at={list.href} title={title} crumbs={[list, back]}>
      <Shown file={file} />
    </DeskFrame>
  )
}

const Shown = ({ file: { id, isVoice, title, sender, at } }: Pick<ShopFilePageProps, 'file'>) => (
  <>
    <p>
      {sender}，{at}
    </p>
    {isVoice ? (
      // eslint-disable-next-line jsx-a11y/media-has-caption -- what an owner said; nobody writes it down
      <audio controls preload="none" src={paths.shopFileContent(id)} aria-label={title} />
    ) : (
      <img className="whole-picture" src={paths.shopFileContent(id)} alt={`${title}，${sender}传的`} />
    )}
    <p>
      <a href={paths.shopFileContent(id)}>{isVoice ? '只听录音' : '只看图片'}</a>
    </p>
  </>
)
