import Type from 'typebox'
import { handle, type ServerModule } from '#src/platform/server/module.ts'
import { clinicDetail, clinicList, places } from '../contract.ts'
import { findExperts } from '../contract-find.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { certificatePage } from './certificate-page.ts'
import { showClinic } from './clinic-detail.query.ts'
import { listClinics } from './clinic-list.query.ts'
import { listExperts } from './find-experts.query.ts'
import { monthPage } from './month-page.ts'
import { placePage } from './place-page.ts'
import { listPlaces } from './places.query.ts'
import { monthPicture, monthPoster } from './print/month-files.ts'
import { regionPage } from './region-page.ts'

/** What residents and everyone see; it composes what other modules know and keeps no rows of its own. */
export const portalModule: ServerModule = {
  name: 'portal',
  handlers: [
    handle(clinicList, listClinics),
    handle(findExperts, listExperts),
    handle(clinicDetail, showClinic),
    handle(places, listPlaces),
  ],
  permissions: {},
  constraints: {},
  settings: [
    {
      key: 'portal.public_address',
      schema: Type.String({ maxLength: 200, pattern: '^(https?://[^\\s/]+/?)?$' }),
      value: '',
      source: '本机构部署时填写：居民手机能打开的网址，印在月表的二维码里；不填就印打开月表时用的网址',
      scope: 'institution',
    },
  ],
  publicPages: [regionPage, monthPage, placePage, certificatePage, monthPicture, monthPoster],
  locales: { 'zh-CN': zh, en },
}
