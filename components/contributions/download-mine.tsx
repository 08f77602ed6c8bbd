import { Button } from '@/components/ui/button'

/** Posts, so that no other site can start a download by a link. Works without JavaScript. */
export function DownloadMine({ label, locale }: { label: string; locale: string }) {
  return (
    <form method="post" action="/api/me/export">
      <input type="hidden" name="locale" value={locale} />
      <Button type="submit" variant="primary">
        {label}
      </Button>
    </form>
  )
}
