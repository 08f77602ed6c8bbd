import type { ReactNode } from 'react'

/** Drawn here, 24 × 24, by the names that kinds and categories keep. */
const drawings: Record<string, ReactNode> = {
  'book-open': <path d="M12 6c-2-1.6-5-2-9-2v14c4 0 7 .4 9 2 2-1.6 5-2 9-2V4c-4 0-7 .4-9 2Zm0 0v14" />,
  mic: <path d="M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21" />,
  landmark: <path d="M3 21h18M5 21V10m4.5 11V10m5 11V10M19 21V10M3 10h18L12 3Z" />,
  sprout: <path d="M12 21v-9m0 0c0-4 3-6.5 8-6.5 0 4.5-3 6.5-8 6.5Zm0 3c0-3-2.5-5-7-5 0 4 2.5 5 7 5ZM7 21h10" />,
  'hand-heart': (
    <path d="M3 15h3l4 1.5h3a1.8 1.8 0 0 0 0-3.5h-3M6 20.5 11 21l9-4.5a1.9 1.9 0 0 0-2-3L14 15M14 10.5 10.3 7A2.3 2.3 0 1 1 14 4.2 2.3 2.3 0 1 1 17.7 7Z" />
  ),
  coffee: <path d="M4 9h13v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5Zm13 1h1.5a2.5 2.5 0 0 1 0 5H17M8 3v3m5-3v3" />,
  palette: (
    <>
      <path d="M12 3a9 9 0 0 0 0 18c1.5 0 2-1 1.5-2.2-.6-1.5.2-2.8 1.9-2.8H18a3 3 0 0 0 3-3c0-5.5-4-10-9-10Z" />
      <path d="M7.5 12h.01M9.5 7.5h.01M14.5 7.5h.01" />
    </>
  ),
  'messages-square': <path d="M14 4H4v9h2.5v3l3.5-3h4ZM17 8.5h3V17h-2.5v3L14 17h-4" />,
  footprints: (
    <path d="M8 3.5c2 0 3 2 3 4.5 0 2-.5 3-.5 4.5h-4C6.5 11 5 10 5 7.5s1-4 3-4ZM6.5 15.5h4a2 2 0 0 1-4 0ZM16 6.5c2 0 3 1.5 3 4s-1.5 3.5-1.5 5h-4c0-1.5-.5-2.5-.5-4.5 0-2.5 1-4.5 3-4.5ZM13.5 18.5h4a2 2 0 0 1-4 0Z" />
  ),
  'graduation-cap': <path d="M12 5 2 9.5 12 14l10-4.5ZM6 11.5V16c1.8 2 10.2 2 12 0v-4.5M22 9.5V15" />,
  compass: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m15.5 8.5-2 5-5 2 2-5Z" />
    </>
  ),
  'clipboard-list': <path d="M8.5 5H5.5v16h13V5h-3M9 3h6v4H9ZM9 12h6m-6 4h6" />,
  factory: <path d="M3 21V9l6 4V9l6 4V4h5v17ZM7 17h.01M12 17h.01M17 17h.01" />,
  'building-2': <path d="M6 21V3h9v18M15 10h4v11M3 21h18M9 7h3M9 11h3M9 15h3" />,
  house: <path d="M4 20.5V10l8-6 8 6v10.5h-5.5V14h-5v6.5Z" />,
  trees: <path d="M8.5 3 4 10h2l-3 6h11l-3-6h2ZM8.5 16v5M16 7l3.5 5.5H18l3 5h-5M16.5 17.5V21" />,
  music: <path d="M9 18V5l11-2v13M9 18a3 3 0 1 1-3-3 3 3 0 0 1 3 3Zm11-2a3 3 0 1 1-3-3 3 3 0 0 1 3 3Z" />,
  trophy: <path d="M7 4h10v6a5 5 0 0 1-10 0ZM7 5.5H3.5c0 3.5 1.5 5 3.5 5M17 5.5h3.5c0 3.5-1.5 5-3.5 5M12 15v5M8 20.5h8" />,
  globe: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3Z" />
    </>
  ),
  star: <path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8Z" />,
}

/** The icon of a kind or a category; decoration, its name stands beside it. */
export function KindIcon({ icon, size = 16 }: { icon: string; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="flex-none"
      aria-hidden="true"
    >
      {drawings[icon] ?? drawings.star}
    </svg>
  )
}
