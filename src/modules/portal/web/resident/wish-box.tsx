import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { endWish, makeWish, myWishes } from './endpoints.ts'
import { chooseResident, chosenResident } from './for-whom.ts'
import { GoButton, Refused, SectionTitle, Trouble } from './page.tsx'
import { useFamily, useVisitor } from './use-family.ts'
import { specialityText } from './words.ts'

const useWishes = () => {
  const visitor = useVisitor()
  return useQueryEndpoint(myWishes, {}, { enabled: visitor === 'linked' })
}

type Props = {
  readonly institutionId: string
  readonly place: string
  readonly speciality: string
  readonly here: string
}

/** PORT-42 Nobody of this department comes here yet: who likes is told when somebody does. */
export const WishBox = ({ institutionId, place, speciality, here }: Props) => {
  const { visitor, members } = useFamily()
  const [chosen, setChosen] = useState(chosenResident)
  const answer = useWishes()
  const make = useCommand(makeWish)
  const forWhom = members.find(member => member.residentId === chosen) ?? members[0]
  const what = { place, speciality: specialityText(speciality) }
  if (visitor !== 'linked' || forWhom === undefined)
    return (
      <GoButton to={linkTo(visitor === 'nobody' ? '/sign-in' : '/who', { next: here })} wide>
        {t('portal.wish.sign_in')}
      </GoButton>
    )
  const isWished = (answer.data?.wishes ?? []).some(
    wish =>
      wish.residentId === forWhom.residentId && wish.institutionId === institutionId && wish.speciality === speciality,
  )
  return (
    <section className="r-card r-stack">
      <h2 className="r-who">{t('portal.wish.title', what)}</h2>
      {members.length > 1 ? (
        <Choice
          legend={t('portal.clinic.for_whom')}
          value={forWhom.residentId}
          options={members.map(member => ({ value: member.residentId, label: member.name }))}
          onChange={next => {
            chooseResident(next)
            setChosen(next)
          }}
        />
      ) : null}
      <Refused problem={make.problem} name={forWhom.name} />
      {isWished ? (
        <p role="status">{t('portal.wish.made')}</p>
      ) : (
        <button
          type="button"
          className="r-button"
          data-look="main"
          data-wide
          disabled={make.pending}
          onClick={() => void make.run({ residentId: forWhom.residentId, institutionId, speciality })}
        >
          {t('portal.wish.make', { name: forWhom.name })}
        </button>
      )}
    </section>
  )
}

/** What oneself and the family want to hear of; nothing where nobody does. */
export const WishList = () => {
  const answer = useWishes()
  const end = useCommand(endWish)
  const wishes = answer.data?.wishes ?? []
  if (wishes.length === 0) return null
  return (
    <section>
      <SectionTitle>{t('portal.wish.list')}</SectionTitle>
      <Trouble problem={end.problem} />
      <div className="r-cards">
        {wishes.map(wish => (
          <Notice key={wish.wishId} tone="info" title={`${specialityText(wish.speciality)} · ${wish.institutionName}`}>
            <p>{t('portal.trip.for', { name: wish.residentName })}</p>
            <button
              type="button"
              className="r-button"
              data-look="plain"
              disabled={end.pending}
              onClick={() => void end.run({ wishId: wish.wishId })}
            >
              {t('portal.wish.end')}
            </button>
          </Notice>
        ))}
      </div>
    </section>
  )
}
