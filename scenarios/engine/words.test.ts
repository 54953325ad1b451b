import { expect, test } from 'vitest'
import { insuranceTypes } from '#src/modules/network/contract-codes.ts'
import { insuranceTypes as ofRecords } from '#src/modules/records/contract-parts.ts'

test('cost rules speak of insurance in the words of the residents’ records', () => {
  expect(insuranceTypes).toEqual(ofRecords)
})
