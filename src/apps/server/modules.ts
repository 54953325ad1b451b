import { bookingModule } from '#src/modules/booking/server/module.ts'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { portalModule } from '#src/modules/portal/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { ServerModule } from '#src/platform/server/module.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'

/** What this server is made of; the order is that of the module map. */
export const modules: readonly ServerModule[] = [
  platformModule,
  networkModule,
  recordsModule,
  deploymentModule,
  bookingModule,
  portalModule,
]
