import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { dateOf, formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Avatar, Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { leaveProxy } from './endpoints.ts'
import { chooseResident } from './for-whom.ts'
import { Helpers } from './helpers-section.tsx'
import { Asked, GoButton, Page, Trouble } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { type Member, useFamily } from './use-family.ts'

const Leave = ({ member, proxyId }: { readonly member: Member; readonly proxyId: string }) => {
  const [asking, setAsking] = useState(false)
  const { refresh } = useSessionControl()
  const leave = useCommand(leaveProxy)
  const run = async () => {
    if (!(await leave.run({ proxyId }))) return
    setAsking(false)
    await refresh()
  }
  return (
    <>
      <button type="button" className="r-button" data-look="text" onClick={() => setAsking(true)}>
        {t('portal.family.leave')}
      </button>
      {asking ? (
        <Sheet title={t('portal.family.leave_sure', { name: member.name })} onClose={() => setAsking(false)}>
          <p>{t('portal.family.leave_what')}</p>
          <Trouble problem={leave.problem} />
          <button type="button" className="r-button" data-look="main" data-wide onClick={() => setAsking(false)}>
            {t('portal.family.leave_keep')}
          </button>
          <button
            type="button"
            className="r-button"
            data-look="plain"
            data-wide
            disabled={leave.pending}
            onClick={() => void run()}
          >
            {t('portal.family.leave_yes')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

/** Whom this phone may act for, and adding one more. */
export const FamilyPage = () => {
  const { visitor, members, answer } = useFamily()
  const self = members.find(member => member.relation === 'self')
  return (
    <Page title={t('portal.family.title')} back narrow>
      {visitor === 'linked' ? null : <SignInCard next="/family" />}
      {visitor === 'linked' && answer.isPending ? <Skeleton label={t('portal.loading')} /> : null}
      <Asked answer={answer} />
      <div className="r-stack">
        {members.map(member => (
          <section className="r-card r-stack" key={member.residentId}>
            <div className="r-person">
              <Avatar name={member.name} />
              <div className="r-grow">
                <p className="r-who">{member.name}</p>
                <p className="r-quiet">
                  {t(`portal.family.${member.relation}`)} · {t('portal.family.age', { age: member.age })}
                </p>
                {member.validUntil ? (
                  <p className="r-quiet r-small">
                    {t('portal.family.until', { date: formatDate(dateOf(member.validUntil), 'bare') })}
                  </p>
                ) : null}
              </div>
            </div>
            <div className="r-actions">
              <Go to="/book" className="r-button" data-look="plain" onClick={() => chooseResident(member.residentId)}>
                {t(member.relation === 'self' ? 'portal.family.book_self' : 'portal.family.book')}
              </Go>
              <GoButton to={`/health?for=${member.residentId}&show=1`} look="plain">
                {t('portal.family.show')}
              </GoButton>
              {member.proxyId ? <Leave member={member} proxyId={member.proxyId} /> : null}
            </div>
          </section>
        ))}
      </div>
      {self ? <Helpers self={self} /> : null}
      {visitor === 'linked' ? (
        <section className="r-stack">
          <p className="r-quiet">{t('portal.family.lead')}</p>
          <GoButton to="/family/child" wide>
            <Icon name="add" />
            {t('portal.family.add_child')}
          </GoButton>
          <GoButton to="/family/elder" wide>
            <Icon name="add" />
            {t('portal.family.add_elder')}
          </GoButton>
        </section>
      ) : null}
    </Page>
  )
}
