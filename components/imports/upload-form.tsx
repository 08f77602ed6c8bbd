import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import type { ImportPage } from '@/lib/imports/queries/runs'
import { orders } from '@/lib/imports/schema/page'

type Props = { slug: string | null; nouns: ImportPage['nouns']; locale: Locale; error: string | undefined }

/** The files to read, and templates to begin with. A plain form: it works without JavaScript. */
export function UploadForm({ slug, nouns, locale, error }: Props) {
  const t = useTranslations('imports.page')
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card as="section" className="flex flex-col gap-5 p-5" aria-label={t('choose')}>
        {error && <Notice tone="stop">{t(`error_${error}`)}</Notice>}
        <form
          action={`/api/imports?${new URLSearchParams({ locale, group: slug ?? '' })}`}
          method="post"
          encType="multipart/form-data"
          className="flex flex-col gap-5"
        >
          <Field id="files" label={t('choose')} hint={t('chooseHint', { names: nouns.map((noun) => `${noun}.csv`).join(', ') })}>
            <input
              id="files"
              type="file"
              name="files"
              multiple
              required
              accept=".csv,.tsv,text/csv"
              className="input border-dashed py-4 file:mr-4 file:rounded-full file:border file:border-solid file:border-line-2 file:bg-transparent file:px-4 file:py-1 file:font-semibold"
              aria-describedby="files-hint"
            />
          </Field>
          <Field id="order" label={t('order')}>
            <Select id="order" name="order" options={orders.map((order) => ({ value: order, label: t(`order_${order || 'none'}`) }))} />
          </Field>
          <Button type="submit" variant="primary" className="self-start">
            {t('upload')}
          </Button>
        </form>
        <p className="small muted">{t('never')}</p>
      </Card>
      <Card as="section" className="flex flex-col gap-3 p-5">
        <h2 className="text-xl">{t('templates')}</h2>
        <p className="small muted">{t('templatesHint')}</p>
        <ul className="flex flex-col gap-2">
          {nouns.map((noun) => (
            <li key={noun}>
              <ButtonLink href={`/api/imports/templates/${noun}?locale=${locale}`} download={`${noun}.csv`} size="s" className="w-full">
                {t(`noun_${noun}`)} · {noun}.csv
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
