import dayjs, { type Dayjs } from 'dayjs'

/** Between antd's date picker and our local dates. */
export const dayValue = (date: string | undefined): Dayjs | null => (date ? dayjs(date) : null)
export const dayOf = (value: Dayjs | null | undefined): string | undefined => value?.format('YYYY-MM-DD')
