/** What a colour may mean. Critical is clinical danger, abnormal or overdue; never "delete" or "decline". */
export type Tone = 'neutral' | 'primary' | 'info' | 'good' | 'warn' | 'critical'
