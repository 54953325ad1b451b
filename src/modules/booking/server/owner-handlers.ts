import { handle } from '#src/platform/server/module.ts'
import * as owners from '../contract-owners.ts'
import { readHospitalAnswers, readHospitalOrders } from './hospital/answers.query.ts'
import { declareOwner, readBlockReport, readSource, reportBack, setLine } from './hospital/sources.ts'

/** Whose seats they are. */
export const ownerHandlers = [
  handle(owners.sourceOfSession, readSource),
  handle(owners.declareSource, declareOwner),
  handle(owners.setHospitalLine, setLine),
  handle(owners.blockReport, readBlockReport),
  handle(owners.reportBlock, reportBack),
  handle(owners.hospitalAnswers, readHospitalAnswers),
  handle(owners.hospitalOrders, readHospitalOrders),
]
