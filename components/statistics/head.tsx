import { OpenInBrowser } from '@/components/shell/open-in-browser'
import { ButtonLink } from '@/components/ui/button'

/** The page's title, what it was taken over and when, and the way to the file. */
export function StatisticsHead({ title, subtitle, csv }: { title: string; subtitle: string; csv: { href: string; label: string } }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-4">
      <div>
        <h1 className="text-3xl">{title}</h1>
        <p className="muted mt-1">{subtitle}</p>
      </div>
      <ButtonLink href={csv.href} download>
        {csv.label}
      </ButtonLink>
      <OpenInBrowser className="basis-full" />
    </header>
  )
}
