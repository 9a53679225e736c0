// The owners of a pairing's two shops with masked phone numbers, and asking for one in clear, which needs a reason and is logged.
import type { Refused } from '#app/http/refused.ts'
import type { OwnerContact } from '#app/modules/shops/shops.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { getRefusedForm } from '../pairing-form.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface OwnerContactsProps {
  contacts: readonly OwnerContact[]
  /** The western shop. */
  west: string
  shown: { shopId: string; phone: string } | null
  refused: Refused | null
}

export function OwnerContacts({ contacts, west, shown, refused }: OwnerContactsProps) {
  const { entered, errors } = getRefusedForm(refused, 'askPhone')
  const askable = contacts.filter(({ canAsk }) => canAsk)
  return (
    <section className="card" id="contacts">
      <h2>找店主</h2>
      {shown && (
        <Notice kind="good">
          <p>
            {contacts.find(({ shopId }) => shopId === shown.shopId)?.ownerName}的电话：<strong>{shown.phone}</strong>。已记下这次查看。
          </p>
        </Notice>
      )}
      <ul>
        {contacts.map(({ shopId, shopName, ownerName, phone }) => (
          <li key={shopId}>
            {shopName}：{ownerName}，电话 {phone ?? '没有登记'}
          </li>
        ))}
      </ul>
      {askable.length > 0 && (
        <details open={entered !== undefined}>
          <summary>看全号</summary>
          <PostForm action="#contacts" className="filters">
            <SelectField id="phone-side" label="看谁的" name="side" defaultValue={entered?.side} errors={errors?.side}>
              {askable.map(({ shopId, ownerName, shopName }) => (
                <option key={shopId} value={shopId === west ? 'west' : 'east'}>
                  {ownerName}（{shopName}）
                </option>
              ))}
            </SelectField>
            <Field
              id="phone-reason"
              label="原因"
              hint="每看一次都会记下来，店主能看到"
              name="reason"
              size={36}
              maxLength={maxLengths.reason}
              required
              defaultValue={entered?.reason}
              errors={errors?.reason}
            />
            <Button kind="plain" name="do" value="askPhone">
              看全号并记下来
            </Button>
          </PostForm>
        </details>
      )}
    </section>
  )
}
