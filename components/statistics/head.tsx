import { OpenInBrowser } from '@/components/shell/open-in-browser'
import { ButtonLink } from '@/components/ui/button'

type File = { href: string; label: string }

/** The page's title, what it was taken over and when, and the ways to a file of it. */
export function StatisticsHead({ title, subtitle, files }: { title: string; subtitle: string; files: File[] }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-4">
      <div>
        <h1 className="text-3xl">{title}</h1>
        <p className="muted mt-1">{subtitle}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        {files.map(({ href, label }) => (
          <ButtonLink key={href} href={href} download>
            {label}
          </ButtonLink>
        ))}
      </div>
      <OpenInBrowser className="basis-full" />
    </header>
  )
}
