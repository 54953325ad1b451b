import { Input, Select } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { type AgentRelation, agentRelations } from '../../contract-shapes.ts'

export type Agent = { readonly relation: AgentRelation; readonly name: string }
export const deskAgent: Agent = { relation: 'desk', name: '' }

/** What goes with a booking: who asked for it, by name where somebody gave one. */
export const agentInput = (agent: Agent): { relation: AgentRelation; name?: string } => ({
  relation: agent.relation,
  ...(agent.name.trim() === '' ? {} : { name: agent.name.trim() }),
})

const named: readonly AgentRelation[] = ['family', 'village_doctor', 'grid_worker', 'family_doctor']

/** 谁来约的: the person, by telephone, or somebody who speaks for them; on record and told. */
export const AgentChoice = ({
  agent,
  onChange,
}: {
  readonly agent: Agent
  readonly onChange: (next: Agent) => void
}) => (
  <div className="book-line">
    <label className="book-field" htmlFor="desk-agent">
      {t('booking.agent')}
      <Select<AgentRelation>
        id="desk-agent"
        value={agent.relation}
        onChange={relation => onChange({ ...agent, relation })}
        options={agentRelations.map(value => ({ value, label: t(`booking.agent.${value}`) }))}
      />
    </label>
    {named.includes(agent.relation) ? (
      <label className="book-field" htmlFor="desk-agent-name">
        {t('booking.agent.name')}
        <Input
          id="desk-agent-name"
          value={agent.name}
          maxLength={40}
          onChange={event => onChange({ ...agent, name: event.target.value })}
        />
      </label>
    ) : null}
  </div>
)
