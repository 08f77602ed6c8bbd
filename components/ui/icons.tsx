import type { ReactNode } from 'react'

type IconProps = { size?: number; weight?: number; className?: string }

/** Drawn here, as plain markup: an icon costs the browser no script. Decoration: the words beside it say it. */
function Drawn({ size = 20, weight = 1.75, className, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={weight}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const SearchIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="11" cy="11" r="7" />
    <path d="m16.5 16.5 4.5 4.5" />
  </Drawn>
)
export const ContrastIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 3v18a9 9 0 0 0 0-18Z" fill="currentColor" />
  </Drawn>
)
export const PersonIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 21c.8-4.2 3.7-6.5 7.5-6.5s6.7 2.3 7.5 6.5" />
  </Drawn>
)
export const PeopleIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="9" cy="8" r="4" />
    <circle cx="17.5" cy="10" r="3" />
    <path d="M2 21c.3-4.2 2.9-6.5 7-6.5s6.7 2.3 7 6.5M15.5 15.5c3.7-.8 6.2.9 6.5 4.5" />
  </Drawn>
)
export const HouseIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 20.5V10l8-6 8 6v10.5h-5.5V14h-5v6.5Z" />
  </Drawn>
)
export const CalendarIcon = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3.5" y="5" width="17" height="15.5" rx="2.5" />
    <path d="M3.5 10h17M8 2.5v4M16 2.5v4" />
  </Drawn>
)
export const BellIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15ZM10 21h4" />
  </Drawn>
)
export const PinIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M12 21.5s7-6.2 7-11.5a7 7 0 1 0-14 0c0 5.3 7 11.5 7 11.5Z" />
    <circle cx="12" cy="10" r="2.5" />
  </Drawn>
)
export const CloseIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5.5 5.5l13 13M18.5 5.5l-13 13" />
  </Drawn>
)
export const CheckListIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m3.5 6 1.5 1.5L8 4.5M3.5 12.5 5 14l3-3M3.5 19 5 20.5l3-3M11.5 6.5h9M11.5 13h9M11.5 19.5h9" />
  </Drawn>
)
export const FlagIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 21.5v-18c4-2 8 2 14 0v11c-6 2-10-2-14 0" />
  </Drawn>
)
export const ChartIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M3.5 20.5h17M6.5 16.5v-5M12 16.5v-11M17.5 16.5v-8" />
  </Drawn>
)
export const ClockIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </Drawn>
)
export const TableIcon = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
    <path d="M3.5 9.5h17M3.5 14.5h17M9.5 9.5v10" />
  </Drawn>
)
export const MailIcon = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3" y="5" width="18" height="14" rx="2.5" />
    <path d="m3.5 7.5 8.5 6 8.5-6" />
  </Drawn>
)
export const SlidersIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 7h8.5M17.5 7H20M4 17h2.5M11.5 17H20" />
    <circle cx="15" cy="7" r="2.5" />
    <circle cx="9" cy="17" r="2.5" />
  </Drawn>
)
