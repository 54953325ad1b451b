import { fieldRefused, type Refusal } from '#src/platform/kernel/errors.ts'

/** Refusals about pictures. */

export const notAPicture = (): Refusal => fieldRefused('/contentBase64', 'network.not_a_picture')
export const pictureTooLarge = (): Refusal => fieldRefused('/contentBase64', 'network.picture_too_large')
export const pictureTooSmall = (): Refusal => fieldRefused('/contentBase64', 'network.picture_too_small')
