// The search of people: what may be typed, and what cannot be found yet.
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

/**
 * The search form of a list of people. It is posted, so that names are in no address, and so in no history and no log; `waiting` as
 * `listPersons` returns it.
 */
export function PersonSearch({ search, waiting }: { search: string; waiting: number }) {
  return (
    <>
      <PostForm className="filters compact">
        <Field
          label="找人"
          hint="姓名（一两个字也行）、拼音或首字母、户编号、村名；手机号填全部、后四位、中间四位、后八位或前七位，身份证号填后四位或全部。"
          name="search"
          type="search"
          maxLength={50}
          defaultValue={search}
        />
        <Button kind="plain">查找</Button>
      </PostForm>
      {search && waiting > 0 && (
        <Notice kind="warn">
          查找用的目录还在整理，还有 {waiting} 人没有编进去：他们现在只能用整个姓名、整个户编号、整个身份证号或手机号查到。请过一会儿再查。
        </Notice>
      )}
    </>
  )
}
