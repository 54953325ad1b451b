import {
  keepPreviousData,
  type Query,
  type QueryClient,
  QueryClient as TanStackClient,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Problem } from './api-problem.ts'
import { call } from './client.ts'

export type QueryOptions = {
  /** false: not asked yet (nothing chosen) */
  readonly enabled?: boolean | undefined
  /** the last answer stays on screen while other filters are asked for */
  readonly keepPrevious?: boolean | undefined
  readonly staleSeconds?: number | undefined
  readonly refetchSeconds?: number | undefined
  /** the newest answer stays on the device, to be shown when there is no network (`kept.ts`) */
  readonly keep?: boolean | undefined
}

export const createQueryClient = (): QueryClient =>
  new TanStackClient({
    defaultOptions: {
      queries: {
        staleTime: 5000,
        refetchOnWindowFocus: true,
        retry: (count, error) => error instanceof Problem && error.status === 0 && count < 2,
        retryDelay: count => 1000 * (count + 1),
        networkMode: 'always', // an intranet is not "the internet": the browser's opinion is not asked
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

export const queryKeyOf = (endpoint: Endpoint, input: unknown): readonly unknown[] => [endpoint.name, input]

/** Asks a query endpoint and keeps its answer; the same question on one page is asked once. */
export const useQueryEndpoint = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: QueryOptions = {},
): UseQueryResult<OutputOf<E>, Problem> =>
  useQuery<OutputOf<E>, Problem>({
    queryKey: queryKeyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.keep ? { meta: { keep: true } } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleSeconds === undefined ? {} : { staleTime: options.staleSeconds * 1000 }),
    ...(options.refetchSeconds === undefined ? {} : { refetchInterval: options.refetchSeconds * 1000 }),
  }) as UseQueryResult<OutputOf<E>, Problem>

/**
 * Asks again: the named endpoints, or everything that is on screen. A first answer still under way is dropped: it may
 * have been read before what was just written, and would then pass for fresh.
 */
export const askAgain = async (client: QueryClient, endpoints?: readonly Endpoint[]): Promise<void> => {
  const names = endpoints?.map(endpoint => endpoint.name)
  const isMeant = (query: Query): boolean => names === undefined || names.includes(String(query.queryKey[0]))
  await client.cancelQueries({ predicate: query => isMeant(query) && query.state.data === undefined })
  await client.invalidateQueries({ predicate: isMeant })
}

/** `askAgain` for a component. */
export const useRefresh = (): ((...endpoints: readonly Endpoint[]) => Promise<void>) => {
  const client = useQueryClient()
  return useCallback((...endpoints) => askAgain(client, endpoints.length === 0 ? undefined : endpoints), [client])
}
