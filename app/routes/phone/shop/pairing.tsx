// A pairing on the owner's phone: answer it, tell of it, reach its goals, pause or end it, say how it was.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { addDays, dayOf, sayDay, sayLastDay, sayMoment, sayTerm } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takePairingWish } from '#app/http/owner-forms.server.ts'
import { nameOfForm } from '#app/http/pairing-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { isFarOff, lastWords, sayContactDue } from '#app/modules/pairings/in-touch.ts'
import { lookAtPhone, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { takesMessages } from '#app/modules/pairings/pairing.workflow.ts'
import { helpedWords, pairingStateKinds, sayPairingState } from '#app/modules/pairings/pairing-words.ts'
import { ToldList } from '#app/modules/pairings/pages/told.tsx'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { notYours } from '#app/refusal.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const pairing = await orRefuse(async () => {
    const found = await readPairing(site, viewer, { pairingId: asked.params.pairing! })
    if (found.side === null) throw notYours('这是结对双方自己的页面。')
    return found
  })
  const side = pairing.side!
  const other = side === 'west' ? 'east' : 'west'
  const today = dayOf(site.now())
  const { context, state } = pairing
  const said = lastWords(pairing.checkIns, context.contacts)
  return {
    viewer,
    script: islandUrl('owner.js'),
    id: pairing.id,
    /** Names the form for one tap: pressed twice, it is one check-in. */
    form: nameOfForm(),
    side,
    state,
    version: pairing.version,
    why: pairing.why,
    other: pairing.shops[other],
    place: regionOn(pairing.shops[other].regionCode, today)?.name ?? '',
    answerUntil: sayTerm(new Date(context.answerUntil)),
    hasAgreed: (side === 'west' ? context.westAcceptedAt : context.eastAcceptedAt) !== null,
    hasAssessed: (side === 'west' ? context.westAssessedAt : context.eastAssessedAt) !== null,
    evaluateUntil: context.evaluateUntil && sayTerm(new Date(context.evaluateUntil)),
    contactDue: context.contactDue && sayContactDue(context.contactDue, site.now()),
    contacts: context.contacts,
    /** The last word of each in this period; null while nothing was said. */
    said: said[side],
    otherSaid: said[other],
    /** They were just in touch: the question waits until the next time is near. */
    isFar: isFarOff({ contacts: context.contacts, contactDue: context.contactDue, otherTold: said[other] !== null, today }),
    pausedUntil: context.pausedUntil && dayOf(new Date(context.pausedUntil)),
    endsOn: context.endsAt && dayOf(new Date(context.endsAt)),
    ending: context.reason,
    goals: pairing.goals.map(({ goal, title, dueOn, proofKind, proof, proofFileId, reachedOn, confirmedBy }) => ({
      goal,
      title,
      dueOn,
      proofKind,
      proof,
      proofFileId,
      reachedOn,
      isConfirmed: confirmedBy !== null,
      isLate: reachedOn === null && dueOn < today,
    })),
    told: pairing.checkIns
      .map((one) => ({
        ...one,
        who: one.side === side ? '我' : pairing[other].name,
        when: sayMoment(one.at),
        picture: one.pictureId && paths.shopFile(one.pictureId),
        voice: one.voiceId && paths.shopFile(one.voiceId),
      }))
      .reverse(),
    assessments: pairing.assessments.map(({ side: by, helped, words }) => ({
      who: by === side ? '我' : pairing[other].name,
      helped: helpedWords[helped],
      words,
    })),
    showsPhone: pairing.phoneShown[side],
    otherShowsPhone: pairing.phoneShown[other],
    pauseUntil: addDays(today, 14),
    tomorrow: addDays(today, 1),
  }
}

/** What is done here and now, by nobody's outbox; all else is a form that a phone may keep (`takePairingWish`). */
const Look = z.object({ do: z.literal('lookAtPhone') })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site } = asked.context
    const pairingId = asked.params.pairing!
    const form = await formOf(request)
    if (Look.safeParse({ do: form.get('do') }).success) return { phone: await lookAtPhone(site, viewer, { pairingId }) }
    await takePairingWish(site, viewer, pairingId, form)
    const place =
      form.get('do') === 'prove'
        ? `#${encodeURIComponent(String(form.get('goal')))}`
        : /Phone$/.test(String(form.get('do')))
          ? '#phone'
          : ''
    return redirect(paths.pairing(pairingId) + place)
  })

/** So many check-ins stand open; the earlier are under a fold. */
const lately = 4

const proofAsks = { link: '网址', figure: '数字', picture: '图片' } as const

export default function PairingPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const entered = refused?.entered
  const errors = (what: string) => (entered?.do === what ? refused?.refused.fields : undefined)
  const { state, other } = page
  const form = (words: string) => ({ what: 'pairing', about: page.id, words, next: paths.pairing(page.id) }) as const
  const isAlive = state.startsWith('alive')
  return (
    <PhonePage title="结对" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(page.viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{other.name}</h1>
      <p>
        <Badge kind={pairingStateKinds(state)}>{sayPairingState(state)}</Badge>
      </p>
      {state === 'proposed' && (
        <section className="card">
          <h2>{page.hasAgreed ? '您同意了，等对方答复' : `和${other.name}结对，您同意吗？`}</h2>
          <p>{page.why}</p>
          <p>双方都同意了才算结对。请在{page.answerUntil}答复，过了日子没答复，这次就不算了。</p>
          {!page.hasAgreed && (
            <>
              <OwnerForm {...form('同意结对')} does={{ do: 'agree' }}>
                <Button wide>同意结对</Button>
              </OwnerForm>
              <details open={entered?.do === 'decline'}>
                <summary>不同意</summary>
                <OwnerForm {...form('不接受结对')} does={{ do: 'decline' }}>
                  <TextField
                    label="为什么不同意"
                    hint="只有协调员会看到"
                    name="reason"
                    rows={2}
                    required
                    defaultValue={entered?.reason}
                    errors={errors('decline')?.reason}
                  />
                  <Button kind="plain" wide>
                    不接受
                  </Button>
                </OwnerForm>
              </details>
            </>
          )}
        </section>
      )}
      {isAlive && page.contactDue && (
        <section className="card">
          {page.said === null && page.isFar ? (
            <h2>这次的说过了，下次{page.contactDue}</h2>
          ) : page.said === null ? (
            <h2>最近两周，{other.name}和您联系过吗？</h2>
          ) : (
            <>
              <h2>您说了：{page.said ? '联系过' : '没联系'}</h2>
              <p>
                {page.otherSaid === null ? `等${other.name}也说。` : page.otherSaid ? `${other.name}说联系过。` : `${other.name}说没联系。`}
                {page.said && !page.otherSaid ? '双方都说联系过，才算。可以给对方留个言。' : '联系上了，就再点一次。'}
              </p>
            </>
          )}
          <Form
            method="post"
            action={paths.checkIn(page.id)}
            data-outbox={`/pairings/${page.id}/sent`}
            data-next={paths.pairing(page.id)}
            data-words="联系过没有"
            encType="multipart/form-data"
          >
            <input type="hidden" name="device" value={page.form} />
            <input type="hidden" name="sequence" value="1" />
            <div className="two">
              <Button name="contacted" value="yes" kind={page.said === null && !page.isFar ? 'main' : 'plain'}>
                联系过
              </Button>
              <Button name="contacted" value="no" kind="plain">
                没联系
              </Button>
            </div>
          </Form>
          <p>
            {page.said === null && (page.isFar ? '又联系过，随时可以记一笔。' : '点一下就行。')}
            <a href={paths.checkIn(page.id)}>多说几句、传照片、录音</a>
          </p>
          <p className="soft">
            {page.contacts > 0 && `双方都说联系过的，已有 ${page.contacts} 次。`}
            {page.said === null && !page.isFar && `${page.contactDue}。双方都说联系过，才算联系过。`}
          </p>
        </section>
      )}
      <WaitingForms />
      {!['proposed', 'declined', 'lapsed'].includes(state) && (
        <p>
          <ButtonLink href={paths.messages(page.id)} kind="plain" wide>
            {takesMessages(state) ? `给${other.name}留言` : '看留言'}
          </ButtonLink>
        </p>
      )}
      {state === 'paused' && (
        <Notice kind="warn">
          <p>
            暂停，{page.pausedUntil && sayDay(page.pausedUntil)}恢复。原因：{page.ending}
          </p>
          <OwnerForm {...form('恢复结对')} does={{ do: 'resume' }}>
            <input type="hidden" name="version" value={page.version} />
            <Button>现在恢复</Button>
          </OwnerForm>
        </Notice>
      )}
      {state === 'evaluating' &&
        (page.hasAssessed ? (
          <Notice kind="good">
            <p>您写好了。等对方也写了，互相就能看到。</p>
          </Notice>
        ) : (
          <section className="card">
            <h2>这次帮扶怎么样？</h2>
            {page.evaluateUntil && <p>请在{page.evaluateUntil}写好。</p>}
            <OwnerForm {...form('这次帮扶怎么样')} does={{ do: 'assess' }}>
              <ChoiceList
                legend={page.side === 'west' ? '对方的帮助大不大' : '您觉得帮上忙没有'}
                name="helped"
                errors={errors('assess')?.helped}
              >
                {Object.entries(helpedWords).map(([value, words]) => (
                  <Choice key={value} name="helped" value={value} required defaultChecked={entered?.helped === value}>
                    {words}
                  </Choice>
                ))}
              </ChoiceList>
              <TextField
                label="想说的话"
                hint="可以不写。双方都写了，才看得到对方写的；协调员看得到"
                name="words"
                defaultValue={entered?.words}
                errors={errors('assess')?.words}
              />
              <Button wide>写好了</Button>
            </OwnerForm>
          </section>
        ))}
      {['declined', 'lapsed', 'dissolved', 'rematched'].includes(state) && page.ending && (
        <Notice>
          <p>原因：{page.ending}</p>
        </Notice>
      )}
      {page.assessments.map(({ who, helped, words }) => (
        <p key={who} className="card">
          <strong>{who}</strong>：{helped}。{words}
        </p>
      ))}

      {page.goals.length > 0 && (
        <>
          <h2>前 90 天要做到的</h2>
          <ol className="list">
            {page.goals.map((goal) => (
              <li key={goal.goal} id={goal.goal} className="card">
                <strong>{goal.title}</strong>
                <br />
                {goal.isConfirmed ? (
                  <Badge kind="good">做到了，已核实</Badge>
                ) : goal.reachedOn ? (
                  <Badge kind="info">做到了，等核实</Badge>
                ) : (
                  <Badge kind={goal.isLate ? 'bad' : 'warn'}>
                    {sayLastDay(goal.dueOn)}
                    {goal.isLate ? '，过了日子' : ''}
                  </Badge>
                )}
                {goal.proofFileId && <img src={paths.shopFile(goal.proofFileId)} alt={`凭据：${goal.title}`} loading="lazy" />}
                {goal.proof && <p>凭据：{goal.proof}</p>}
                {page.side === 'west' && isAlive && !goal.isConfirmed && (
                  <details open={entered?.do === 'prove' && entered?.goal === goal.goal}>
                    <summary>{goal.reachedOn ? '换一个凭据' : '做到了，传凭据'}</summary>
                    <OwnerForm
                      {...form(`凭据：${goal.title}`)}
                      next={`${paths.pairing(page.id)}?to=${page.form}#${encodeURIComponent(goal.goal)}`}
                      does={{ do: 'prove', goal: goal.goal }}
                    >
                      {goal.proofKind === 'picture' ? (
                        <Field
                          id={`proof-${goal.goal}`}
                          label="拍一张或选一张图片"
                          name="picture"
                          type="file"
                          accept="image/jpeg,image/png,image/webp"
                          required
                          errors={entered?.goal === goal.goal ? errors('prove')?.proof : undefined}
                        />
                      ) : (
                        <Field
                          id={`proof-${goal.goal}`}
                          label={proofAsks[goal.proofKind]}
                          hint={goal.proofKind === 'link' ? '商品或直播的网址' : undefined}
                          name="proof"
                          inputMode={goal.proofKind === 'figure' ? 'numeric' : 'url'}
                          required
                          defaultValue={entered?.goal === goal.goal ? entered.proof : undefined}
                          errors={entered?.goal === goal.goal ? errors('prove')?.proof : undefined}
                        />
                      )}
                      <Button wide>交凭据</Button>
                    </OwnerForm>
                  </details>
                )}
              </li>
            ))}
          </ol>
        </>
      )}

      {page.told.length > 0 && (
        <>
          <h2>帮扶记录</h2>
          <ToldList told={page.told.slice(0, lately)} />
          {page.told.length > lately && (
            <details>
              <summary>更早的 {page.told.length - lately} 条</summary>
              <ToldList told={page.told.slice(lately)} />
            </details>
          )}
        </>
      )}

      <h2>对方的店</h2>
      <OtherShop shop={other} place={page.place} />
      {state !== 'proposed' && <p>{page.why}</p>}

      {(isAlive || state === 'paused') && (
        <>
          <h2 id="phone">电话</h2>
          {answer && 'phone' in answer && (
            <Notice kind="good">
              <p>{answer.phone ? <a href={`tel:${answer.phone}`}>{answer.phone}</a> : '对方没有登记电话。'}</p>
            </Notice>
          )}
          {page.otherShowsPhone ? (
            <Form method="post" action="?index#phone">
              <Button kind="plain" wide name="do" value="lookAtPhone">
                看{other.name}的电话
              </Button>
            </Form>
          ) : (
            <p>{other.name}没有同意给您看电话，可以先留言。</p>
          )}
          <p>{page.showsPhone ? '您同意了对方看您的电话。' : '对方现在看不到您的电话。'}</p>
          <OwnerForm
            {...form(page.showsPhone ? '不再给对方看电话' : '同意给对方看电话')}
            next={`${paths.pairing(page.id)}?to=${page.form}#phone`}
            does={{ do: page.showsPhone ? 'hidePhone' : 'showPhone' }}
          >
            <Button kind="plain" wide>
              {page.showsPhone ? '不再给对方看' : '同意给对方看我的电话'}
            </Button>
          </OwnerForm>
          <h2>有事要停一停</h2>
          {isAlive && (
            <details open={entered?.do === 'pause'}>
              <summary>暂停一段时间</summary>
              <OwnerForm {...form('暂停结对')} does={{ do: 'pause' }}>
                <input type="hidden" name="version" value={page.version} />
                <Field
                  id="pause-until"
                  label="到哪天恢复"
                  name="until"
                  type="date"
                  min={page.tomorrow}
                  required
                  defaultValue={entered?.until ?? page.pauseUntil}
                  errors={errors('pause')?.until}
                />
                <TextField
                  id="pause-reason"
                  label="原因"
                  name="reason"
                  rows={2}
                  required
                  defaultValue={entered?.do === 'pause' ? entered.reason : undefined}
                  errors={errors('pause')?.reason}
                />
                <Button kind="plain" wide>
                  暂停
                </Button>
              </OwnerForm>
            </details>
          )}
          <details open={entered?.do === 'dissolve'}>
            <summary>解除结对</summary>
            <OwnerForm {...form('解除结对')} does={{ do: 'dissolve' }}>
              <input type="hidden" name="version" value={page.version} />
              <TextField
                id="dissolve-reason"
                label="原因"
                hint="解除后不能再恢复，协调员会另找合适的店"
                name="reason"
                rows={2}
                required
                defaultValue={entered?.do === 'dissolve' ? entered.reason : undefined}
                errors={errors('dissolve')?.reason}
              />
              <Button kind="danger" wide>
                解除结对
              </Button>
            </OwnerForm>
          </details>
          {page.endsOn && <p className="soft">这次结对到{sayDay(page.endsOn)}期满。</p>}
        </>
      )}
      <OwnerScript
        account={page.viewer.accountId}
        keep={[paths.myShops(), paths.pairing(page.id), paths.checkIn(page.id), paths.messages(page.id)]}
        src={page.script}
      />
    </PhonePage>
  )
}
