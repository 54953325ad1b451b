import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { type listConsortia, updateConsortium } from '../../contract.ts'
import { institutionLink } from '../links.ts'
import { word } from '../words.ts'
import { consortiumFields } from './institution-fields.ts'
import { DemoBadge } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

export type Consortium = OutputOf<typeof listConsortia>['items'][number]

/** What is written about one consortium: its kind, head, days and note; changed by whoever manages its head. */
export const ConsortiumCard = ({ consortium }: { readonly consortium: Consortium }) => {
  const [editing, setEditing] = useState(false)
  const { institutions } = useSession()
  const may = useCan('network.consortium.manage')
  const ownsHead = institutions.some(one => one.institutionId === consortium.headInstitutionId)
  const { consortiumId, version, code, name, kind, startedOn, endedOn, note, demo } = consortium
  if (editing)
    return (
      <RecordForm
        name={`network.consortium.${consortiumId}.${version}`}
        title={t('network.consortium.change')}
        endpoint={updateConsortium}
        initial={{ code, name, kind, startedOn, endedOn, note }}
        fields={consortiumFields()}
        toInput={values => ({ ...(values as object), consortiumId, version, demo }) as never}
        submit={t('network.consortium.save')}
        onDone={() => setEditing(false)}
        onCancel={() => setEditing(false)}
      />
    )
  return (
    <section className="net-consortium" aria-label={name}>
      <p>
        {word('consortium_kind', kind)} · {code}
        {consortium.headInstitutionId && consortium.headName ? (
          <>
            {' · '}
            {t('network.consortium.head')}{' '}
            <Go to={institutionLink(consortium.headInstitutionId)}>{consortium.headName}</Go>
          </>
        ) : null}
        {startedOn ? ` · ${t('network.consortium.since', { day: startedOn })}` : ''}
        {endedOn ? ` · ${t('network.consortium.until', { day: endedOn })}` : ''} {demo ? <DemoBadge /> : null}{' '}
        {may && ownsHead ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('network.consortium.change')}
          </Button>
        ) : null}
      </p>
      {note ? <p className="net-bio">{note}</p> : null}
    </section>
  )
}
