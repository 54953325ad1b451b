import { type ByChannel, type Channel, channels, type InstantByChannel } from '../contract-shapes.ts'

/** Channels are numbered from 1 in the order of the contract; the database keeps arrays of four in that order. */
export const channelNo = (channel: Channel): number => channels.indexOf(channel) + 1
export const channelOfNo = (no: number): Channel => channels[no - 1] as Channel

export const byChannel = (values: readonly number[]): ByChannel =>
  Object.fromEntries(channels.map((channel, index) => [channel, values[index] ?? 0])) as ByChannel
export const instantByChannel = (values: readonly (Date | null)[]): InstantByChannel =>
  Object.fromEntries(
    channels.map((channel, index) => [channel, values[index]?.toISOString() ?? null]),
  ) as InstantByChannel
export const inChannelOrder = <T>(values: Readonly<Record<Channel, T>>): readonly T[] =>
  channels.map(channel => values[channel])

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
