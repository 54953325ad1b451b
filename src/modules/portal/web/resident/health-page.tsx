import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { AccessEntries } from './access-page.tsx'
import { DeskCode } from './desk-code.tsx'
import { listAccessEntries } from './endpoints.ts'
import { Asked, GoButton, Page, SectionTitle } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { type Member, useFamily } from './use-family.ts'

const IdentityCard = ({ member, atOnce }: { readonly member: Member; readonly atOnce: boolean }) => (
  <section className="r-card r-stack">
    <div className="r-section-title">
      <h2 className="r-when">{member.name}</h2>
      <span className="r-quiet">
        {member.sex === 'male' || member.sex === 'female' ? `${t(`portal.sex.${member.sex}`)} · ` : ''}
        {t('portal.family.age', { age: member.age })}
      </span>
    </div>
    {atOnce ? <DeskCode key={member.residentId} member={member} atOnce /> : null}
    <dl className="r-facts">
      <dt>{t('portal.health.number')}</dt>
      <dd>{member.maskedNumber ?? t('portal.health.no_number')}</dd>
      <dt>{t('portal.health.birth')}</dt>
      <dd>{formatDate(member.birthDate, 'bare')}</dd>
      <dt>{t('portal.health.phone')}</dt>
      <dd>{member.maskedPhone ?? t('portal.health.no_phone')}</dd>
      <dt>{t('portal.health.insurance')}</dt>
      <dd>{t(`portal.insurance.${member.insuranceType}`)}</dd>
    </dl>
    {member.identityStatus === 'typed' ? <p className="r-quiet r-small">{t('portal.health.typed')}</p> : null}
    {atOnce ? null : <DeskCode key={member.residentId} member={member} atOnce={false} />}
  </section>
)

const LatestLooks = ({ member }: { readonly member: Member }) => {
  const answer = useQueryEndpoint(listAccessEntries, { residentId: member.residentId }, { staleSeconds: 30 })
  return (
    <section>
      <SectionTitle>{t('portal.access.title')}</SectionTitle>
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      <Asked answer={answer} />
      {answer.data ? <AccessEntries entries={answer.data.entries.slice(0, 3)} /> : null}
      {answer.data && answer.data.entries.length > 3 ? (
        <p className="r-after">
          <GoButton to={`/access?for=${member.residentId}`} wide>
            <Icon name="eye" />
            {t('portal.access.all')}
          </GoButton>
        </p>
      ) : null}
    </section>
  )
}

/** Who I am for the desk, and who looked at my record: what exists now, and nothing that does not. */
export const HealthPage = () => {
  const [params, setParams] = usePageParams()
  const { visitor, members, answer } = useFamily()
  const member = members.find(one => one.residentId === params.for) ?? members[0]
  return (
    <Page title={t('portal.tab.health')}>
      {visitor === 'linked' ? null : <SignInCard next="/health" />}
      {visitor === 'linked' && answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      <Asked answer={answer} />
      {members.length > 1 && member ? (
        <Choice
          legend={t('portal.health.whose')}
          value={member.residentId}
          options={members.map(one => ({
            value: one.residentId,
            label: one.name,
            note: t(`portal.family.${one.relation}`),
          }))}
          onChange={next => setParams({ for: next })}
        />
      ) : null}
      {member ? (
        <>
          <IdentityCard key={member.residentId} member={member} atOnce={params.show === '1'} />
          <LatestLooks member={member} />
        </>
      ) : null}
    </Page>
  )
}
