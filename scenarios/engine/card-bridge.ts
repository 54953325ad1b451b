import { createHmac, randomBytes } from 'node:crypto'
import { addCardBridge, endCardBridge } from '#src/modules/records/contract-review.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { FictionalPerson } from './people.ts'
import type { Player } from './player.ts'

/** A reader on the desk while the demo is loaded: it signs cards as the bridge on a real desk does. */
export type CardBridge = {
  readonly read: (person: FictionalPerson, address: string) => string
  readonly remove: () => Promise<void>
}

export const addBridge = async (player: Player, administrator: StaffActor, name: string): Promise<CardBridge> => {
  const key = randomBytes(32)
  const { bridgeId } = await player.play(administrator, addCardBridge, { name, key: key.toString('hex') })
  return {
    read: (person, address) => {
      const payload = {
        bridgeId,
        nonce: newUuid(),
        at: player.app.clock.now().toISOString(),
        card: {
          identityType: 'id_card',
          number: person.identityNumber,
          name: person.name,
          sex: person.sex === '1' ? 'male' : 'female',
          birthDate: person.birthDate,
          address,
        },
      }
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
      return `DSC1.${body}.${createHmac('sha256', key).update(`DSC1.${body}`).digest('base64url')}`
    },
    remove: async () => {
      await player.play(administrator, endCardBridge, { bridgeId })
    },
  }
}
