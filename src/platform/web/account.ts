import { createContext, useContext } from 'react'

/** Whose typed text and keys these are: the account's id, or `nobody` before sign-in. */
export const AccountKeyContext = createContext<string>('nobody')
export const useAccountKey = (): string => useContext(AccountKeyContext)
