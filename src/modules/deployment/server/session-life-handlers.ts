import type { Refusal } from '#src/platform/kernel/errors.ts'
import {
  type Handler,
  handle,
  type LoopKind,
  type ScheduledJob,
  type SettingDefinition,
} from '#src/platform/server/module.ts'
import { closingContract } from '../contract-closing.ts'
import { askForSheets } from './ask-for-sheets.ts'
import { sheetMissingLoop, sheetToConfirmLoop } from './closing-loops.ts'
import { closingList, closingSheet } from './closing-sheet.query.ts'
import { decideClosingSheet } from './decide-closing-sheet.ts'
import { writeClosingSheet } from './write-closing-sheet.ts'

/** The life of a session after it was promised: what it plugs into the module. */

export const lifeHandlers: readonly Handler[] = [
  handle(closingContract.closingSheet, closingSheet),
  handle(closingContract.writeClosingSheet, writeClosingSheet),
  handle(closingContract.decideClosingSheet, decideClosingSheet),
  handle(closingContract.closingList, closingList),
]

type Roles = { readonly planners: readonly string[]; readonly clinicians: readonly string[] }
export const lifePermissions = ({ planners, clinicians }: Roles): Readonly<Record<string, readonly string[]>> => ({
  'deployment.sheet.see': [...planners, ...clinicians, 'desk'],
  'deployment.sheet.write': [...planners, ...clinicians],
  // The receiving centre; whoever sent the expert confirms nothing.
  'deployment.sheet.decide': ['centre_manager', 'desk'],
})

export const lifeConstraints: Readonly<Record<string, () => Refusal>> = {}

const managers = ['centre_manager', 'consortium_manager']
export const lifeLoops: readonly LoopKind[] = [
  { kind: sheetMissingLoop, dueMinutes: 1440, escalation: managers, escalateMinutes: 1440 },
  { kind: sheetToConfirmLoop, dueMinutes: 4320, escalation: managers, escalateMinutes: 2880 },
]

export const lifeJobs: readonly ScheduledJob[] = [
  { name: 'deployment.ask_for_sheets', cron: '*/5 * * * *', run: askForSheets },
]

export const lifeSettings: readonly SettingDefinition[] = []
