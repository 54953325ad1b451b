import { type ReactNode, useState } from 'react'
import { useDraft } from '#src/platform/web/drafts.ts'
import type { Problem } from '#src/platform/web/problem.tsx'
import {
  focusFirstProblem,
  type IdentityDraft,
  IdentityFields,
  isEmpty,
  missingIn,
  notInFields,
} from './identity-fields.tsx'
import { Page, Trouble } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { useVisitor } from './use-family.ts'

type Act = {
  /** Answers whether it was done. */
  readonly run: () => Promise<boolean>
  readonly pending: boolean
  readonly problem: Problem | null
  readonly fieldProblems: Readonly<Record<string, string>>
}

/** Who somebody is, as typed; kept until it was sent, and looked at before it is. */
export const usePersonDraft = <T extends IdentityDraft>(slot: string, empty: T, shortForm = false) => {
  const draft = useDraft(slot, empty)
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({})
  const isWhole = (): boolean => {
    const left = missingIn(draft.value, shortForm)
    setMissing(left)
    return isEmpty(left)
  }
  return { ...draft, missing, isWhole, shortForm }
}

/** One person's name and document, and what else the page asks: for oneself, a child, an elder. */
export const PersonForm = ({
  draft,
  act,
  submit,
  mayHaveNone = false,
  help,
  children,
}: {
  readonly draft: Pick<ReturnType<typeof usePersonDraft>, 'value' | 'set' | 'missing' | 'isWhole' | 'shortForm'>
  readonly act: Act
  readonly submit: string
  readonly mayHaveNone?: boolean
  readonly help?: string
  readonly children?: ReactNode
}) => {
  const send = async () => {
    if (!draft.isWhole() || !(await act.run())) focusFirstProblem()
  }
  return (
    <form
      className="r-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <IdentityFields
        draft={draft.value}
        onChange={draft.set}
        problems={{ ...act.fieldProblems, ...draft.missing }}
        mayHaveNone={mayHaveNone}
        shortForm={draft.shortForm}
      />
      {children}
      <Trouble problem={notInFields(act.problem)} />
      <button type="submit" className="r-button" data-look="next" data-wide disabled={act.pending}>
        {submit}
      </button>
      {help ? <p className="r-help">{help}</p> : null}
    </form>
  )
}

/** The frame of those pages; who has not come far enough is led there first. */
export const PersonPage = ({
  title,
  lead,
  address,
  children,
}: {
  readonly title: string
  readonly lead: string
  /** This page's own address, to come back to after signing in. */
  readonly address: string
  readonly children: ReactNode
}) => {
  const visitor = useVisitor()
  const ready = address === '/who' ? visitor !== 'nobody' : visitor === 'linked'
  return (
    <Page title={title} back narrow>
      {ready ? (
        <>
          <p>{lead}</p>
          {children}
        </>
      ) : (
        <SignInCard next={address} />
      )}
    </Page>
  )
}
