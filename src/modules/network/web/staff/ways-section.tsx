import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { Money } from '#src/ui/text.tsx'
import { travelModes } from '../../contract-asset-codes.ts'
import { saveTravelTime, type TravelTimeView } from '../../contract-catchment.ts'
import { institutionLink } from '../links.ts'
import { optionsOf, word } from '../words.ts'
import { EditableList } from './editable-list.tsx'
import { fenOf } from './fee-forms.tsx'
import { RecordForm } from './record-form.tsx'

const WayForm = ({
  institutionId,
  way,
  onClose,
}: {
  readonly institutionId: string
  readonly way: TravelTimeView | undefined
  readonly onClose: () => void
}) => (
  <RecordForm
    name={`network.way.${institutionId}.${way?.travelTimeId ?? 'new'}`}
    title={way ? `${way.fromName} → ${way.toName}` : t('network.people.add_way')}
    endpoint={saveTravelTime}
    initial={
      way
        ? { minutes: way.minutes, subsidy: way.subsidyFen / 100, source: way.source }
        : { direction: 'there', mode: 'car', subsidy: 0 }
    }
    fields={[
      ...(way
        ? []
        : ([
            { key: 'other', control: 'institution', label: t('network.people.to'), required: true },
            {
              key: 'direction',
              control: 'select',
              label: t('network.people.direction'),
              required: true,
              options: [
                { value: 'there', label: t('network.people.way_there') },
                { value: 'back', label: t('network.people.way_back') },
              ],
            },
            {
              key: 'mode',
              control: 'select',
              label: t('network.people.mode'),
              required: true,
              beside: true,
              options: optionsOf('travel_mode', travelModes),
            },
          ] as const)),
      {
        key: 'minutes',
        control: 'number',
        label: t('network.people.minutes'),
        required: true,
        unit: t('network.unit.minutes'),
        decimals: 0,
      },
      {
        key: 'subsidy',
        control: 'number',
        label: t('network.people.subsidy'),
        unit: t('network.unit.yuan'),
        decimals: 2,
        beside: true,
      },
      { key: 'source', control: 'text', label: t('network.people.source'), required: true, maxLength: 100 },
    ]}
    toInput={values => {
      const back = values.direction === 'back'
      return {
        fromInstitutionId: way ? way.fromInstitutionId : back ? (values.other as string) : institutionId,
        toInstitutionId: way ? way.toInstitutionId : back ? institutionId : (values.other as string),
        mode: way ? way.mode : (values.mode as TravelTimeView['mode']),
        minutes: values.minutes as number,
        subsidyFen: fenOf(values.subsidy),
        source: values.source as string,
      }
    }}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)

type Props = {
  readonly institutionId: string
  readonly ways: readonly TravelTimeView[]
  readonly may: boolean
}

/** 路程: minutes between this and other sites, by mode. */
export const WaysSection = ({ institutionId, ways, may }: Props) => (
  <EditableList
    title={t('network.people.ways')}
    empty={t('network.people.no_ways')}
    items={ways}
    idOf={way => way.travelTimeId}
    nameOf={way => `${way.fromName} → ${way.toName}`}
    line={way => (
      <>
        <Go to={institutionLink(way.fromInstitutionId)}>{way.fromName}</Go> →{' '}
        <Go to={institutionLink(way.toInstitutionId)}>{way.toName}</Go>{' '}
        <b className="ds-figure">
          {way.minutes} {t('network.unit.minutes')}
        </b>{' '}
        <span className="ds-quiet">
          {word('travel_mode', way.mode)}
          {way.subsidyFen > 0 ? (
            <>
              {' · '}
              {t('network.people.subsidy')} <Money fen={way.subsidyFen} />
            </>
          ) : null}
        </span>
      </>
    )}
    may={may}
    add={t('network.people.add_way')}
    form={(_, way, close) => <WayForm institutionId={institutionId} way={way} onClose={close} />}
  />
)
