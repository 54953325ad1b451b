import { Button } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { keepCard } from '../card-memory.ts'
import { FindPerson } from './find-person.tsx'
import { RegisterForm } from './register-form.tsx'
import { ResidentDetail } from './resident-detail.tsx'

/** 居民: find, identify, open and register people. */
export const PeoplePage = () => {
  const [params, setParams] = usePageParams()
  const mayRegister = useCan('records.resident.register')
  const show = (residentId: string) => setParams({ resident: residentId, new: undefined })
  const go = useGo()
  // The desk goes on with whoever it sent here.
  const registered = (residentId: string) =>
    params.back === '/desk' ? go(linkTo('/desk', { resident: residentId }), { replace: true }) : show(residentId)
  const close = () => setParams({ resident: undefined, new: undefined, back: undefined })
  const detail = params.new ? (
    <RegisterForm onDone={registered} onClose={close} />
  ) : params.resident ? (
    <ResidentDetail key={params.resident} residentId={params.resident} onClose={close} />
  ) : null
  return (
    <>
      <PageHeader
        title={t('records.nav.people')}
        purpose={t('records.people.purpose')}
        actions={
          mayRegister ? (
            <Button type="primary" onClick={() => setParams({ new: '1', resident: undefined })}>
              {t('records.people.register')}
            </Button>
          ) : null
        }
      />
      <div className="ds-page-body">
        <SplitView
          detailLabel={t('records.people.detail')}
          detailWidth={480}
          detail={detail}
          list={
            <FindPerson
              onPick={person => show(person.residentId)}
              onGuardianNeeded={outcome => {
                keepCard(outcome)
                setParams({ new: '1', resident: undefined })
              }}
            />
          }
        />
      </div>
    </>
  )
}
