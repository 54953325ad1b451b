import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { askAgain, createQueryClient } from './query.ts'

const tick = () => new Promise(resolve => setTimeout(resolve, 5))

test('PLAT-74 an answer read before an act was written never passes for the answer after it', async () => {
  const client = createQueryClient()
  const answers: ((seats: number) => void)[] = []
  const observer = new QueryObserver<number>(client, {
    queryKey: ['booking.myAppointments', {}],
    queryFn: () => new Promise(resolve => answers.push(resolve)),
    staleTime: 15_000,
  })
  const stop = observer.subscribe(() => {})
  const refreshed = askAgain(client)
  await tick()
  answers[0]?.(0)
  answers[1]?.(1)
  await refreshed
  expect(observer.getCurrentResult().data).toBe(1)
  stop()
})
