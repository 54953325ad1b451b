/** Topics that changed, told to every open event stream of this process and, by the database, of the others. */
export type LiveBus = {
  readonly publish: (topic: string) => void
  readonly subscribe: (topics: readonly string[], onTopic: (topic: string) => void) => () => void
  readonly subscribers: () => number
}

export const createLiveBus = (): LiveBus => {
  const listeners = new Map<string, Set<(topic: string) => void>>()
  return {
    publish: topic => {
      for (const listener of listeners.get(topic) ?? []) listener(topic)
    },
    subscribe: (topics, onTopic) => {
      for (const topic of topics) {
        const set = listeners.get(topic) ?? new Set()
        set.add(onTopic)
        listeners.set(topic, set)
      }
      return () => {
        for (const topic of topics) {
          listeners.get(topic)?.delete(onTopic)
          if (listeners.get(topic)?.size === 0) listeners.delete(topic)
        }
      }
    },
    subscribers: () => new Set([...listeners.values()].flatMap(set => [...set])).size,
  }
}
