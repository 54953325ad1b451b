import { linkTo } from '#src/platform/web/navigation.tsx'

/** Addresses of this module's pages; no page writes one by hand. */
export const institutionLink = (institutionId: string): string => linkTo('/network', { institution: institutionId })
export const institutionPartLink = (institutionId: string, part: string): string =>
  linkTo('/network', { institution: institutionId, part })
export const personLink = (staffId: string): string => linkTo('/network/people', { person: staffId })
export const peopleOfLink = (institutionId: string): string => linkTo('/network/people', { institution: institutionId })
export const agreementLink = (agreementId: string): string => linkTo('/agreements', { agreement: agreementId })
export const plaqueLink = (plaqueId: string): string => linkTo('/agreements', { tab: 'plaques', plaque: plaqueId })
