import { Button, Popover } from 'antd'
import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { costOfVisit } from '../../contract-cost.ts'
import { CostWords } from '../cost-words.tsx'

type Props = { readonly sessionId: string; readonly residentId: string }

const Answer = ({ sessionId, residentId }: Props) => {
  const answer = useQueryEndpoint(costOfVisit, { sessionId, residentId }, { staleSeconds: 60 })
  if (answer.data) return <CostWords cost={answer.data} />
  return answer.error ? <ProblemAlert problem={answer.error} /> : <Skeleton label={t('booking.loading')} lines={2} />
}

/** 费用估算 of one session for the person at the desk, when somebody asks. */
export const CostButton = (props: Props) => {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={t('booking.cost.title')}
      content={open ? <Answer {...props} /> : null}
    >
      <Button size="small" type="link">
        {t('booking.cost.title')}
      </Button>
    </Popover>
  )
}
