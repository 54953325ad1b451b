import { type EventHandler, handle } from '#src/platform/server/module.ts'
import * as contract from '../contract-faces.ts'
import { complaintAnswered, complaintMade } from '../events.ts'
import { answer, onComplaintAnswered, onComplaintMade, readComplaints, showPhone } from './complaints.ts'
import { readFaceResults } from './face-results.query.ts'
import { giveDeskFace, giveMyFace, readDeskFaces, readMyFaces } from './faces.ts'

/** 满意度: three faces after a visit, their results, and complaints. */
export const faceHandlers = [
  handle(contract.myFaces, readMyFaces),
  handle(contract.giveFace, giveMyFace),
  handle(contract.facesAtDesk, readDeskFaces),
  handle(contract.giveFaceAtDesk, giveDeskFace),
  handle(contract.faceResults, readFaceResults),
  handle(contract.complaintList, readComplaints),
  handle(contract.showComplaintPhone, showPhone),
  handle(contract.answerComplaint, answer),
]

export const faceEvents: Readonly<Record<string, EventHandler>> = {
  [complaintMade]: onComplaintMade as unknown as EventHandler,
  [complaintAnswered]: onComplaintAnswered as unknown as EventHandler,
}
