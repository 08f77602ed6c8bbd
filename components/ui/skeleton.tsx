/** The shape of what is coming. Sizes by className (`h-5 w-40`); hidden from screen readers. */
export function Skeleton({ className = 'h-5 w-full' }: { className?: string }) {
  return <span className={`skeleton ${className}`} aria-hidden="true" />
}
