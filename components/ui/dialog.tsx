'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { CloseIcon } from './icons'

/**
 * A question or a short form above the page; on a phone a sheet from below. Either `trigger` opens it, or the caller
 * holds `open` and `onOpenChange`. `closeLabel` is the close button's name.
 */
export function Dialog({
  title,
  description,
  trigger,
  triggerClassName = 'btn btn-quiet',
  open,
  onOpenChange,
  closeLabel,
  children,
}: {
  title: ReactNode
  description?: ReactNode
  trigger?: ReactNode
  triggerClassName?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  closeLabel: string
  children?: ReactNode
}) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger className={triggerClassName}>{trigger}</Base.Trigger>}
      <Base.Portal>
        <Base.Backdrop className="dialog-veil" />
        <Base.Popup className="dialog">
          <div className="flex items-start gap-4">
            <Base.Title className="flex-1 text-xl">{title}</Base.Title>
            <Base.Close className="icon-btn -mt-2 -mr-2" aria-label={closeLabel}>
              <CloseIcon />
            </Base.Close>
          </div>
          {description && <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>}
          <div className="mt-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
