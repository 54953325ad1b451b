import { handle } from '#src/platform/server/module.ts'
import { costOfVisit } from '../contract-cost.ts'
import * as hospitals from '../contract-hospitals.ts'
import * as owners from '../contract-owners.ts'
import { readCostOfVisit } from './cost-of-visit.query.ts'
import { readHospitalAnswers, readHospitalOrders } from './hospital/answers.query.ts'
import { readHospitalLine } from './hospital/hospital-line.query.ts'
import { readOwnedSessions } from './hospital/owned-sessions.query.ts'
import { declareOwner, readBlockReport, readSource, reportBack, setLine } from './hospital/sources.ts'
import { readMissedVisits } from './missed-visits.query.ts'

/** Whose seats they are, and what a visit costs. */
export const ownerHandlers = [
  handle(owners.sourceOfSession, readSource),
  handle(owners.declareSource, declareOwner),
  handle(owners.setHospitalLine, setLine),
  handle(owners.blockReport, readBlockReport),
  handle(owners.reportBlock, reportBack),
  handle(owners.hospitalAnswers, readHospitalAnswers),
  handle(owners.hospitalOrders, readHospitalOrders),
  handle(hospitals.hospitalLine, readHospitalLine),
  handle(hospitals.ownedSessions, readOwnedSessions),
  handle(hospitals.missedVisits, readMissedVisits),
  handle(costOfVisit, readCostOfVisit),
]
