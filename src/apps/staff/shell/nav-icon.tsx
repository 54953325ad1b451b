import { AppstoreOutlined } from '@ant-design/icons'
import { type ComponentType, isValidElement, type ReactNode } from 'react'

/** A page's sign may be an element or a component. */
export const NavIcon = ({ icon }: { readonly icon: ReactNode | ComponentType | undefined }) => {
  if (icon === undefined || icon === null || typeof icon === 'string') return <AppstoreOutlined aria-hidden="true" />
  if (isValidElement(icon)) return <span aria-hidden="true">{icon}</span>
  const Sign = icon as ComponentType
  return (
    <span aria-hidden="true">
      <Sign />
    </span>
  )
}
