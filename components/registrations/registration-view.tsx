import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from '@/components/form/photos.module.css'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { RegistrationDetail } from '@/lib/registrations/queries'
import { isWaiting } from '@/lib/registrations/rules'
import type { GroupApplicationInput } from '@/lib/registrations/schema'
import { formatFullDate } from '@/lib/time/format'

type Names = (code: string | undefined) => LocalText | undefined
type Props = { registration: RegistrationDetail; districtNames: Names; categoryNames: Names; locale: Locale }

/** The application as those who review it read it: what would be made of it, nothing else. */
export function RegistrationView({ registration, districtNames, categoryNames, locale }: Props) {
  const t = useTranslations('registrations')
  const groups = useTranslations('groups')
  const draft = registration.draft as Partial<GroupApplicationInput>
  const venues = draft.venues ?? []
  // Not those of a draft that is still written, nor of one that is refused: they are gone.
  const showsPhotos = registration.mayEdit || isWaiting(registration.status)
  const isGroup = registration.noun === 'group'
  const district = (code: string | undefined) => {
    const names = districtNames(code)
    return names ? <Text value={names} locale={locale} /> : t('form.whole_network')
  }
  return (
    <div className="flex min-w-0 flex-col gap-8">
      {isGroup && (
        <dl className="grid gap-x-6 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-y-3">
          {draft.type && <Row label={t('form.type')}>{t(`form.types.${draft.type}`)}</Row>}
          {registration.parent && (
            <Row label={t('form.parent')}>
              <Text value={registration.parent.names} locale={locale} />
            </Row>
          )}
          <Row label={t('form.district')}>{district(draft.districtCode)}</Row>
          <Row label={t('form.purpose')}>
            <Text value={draft.purpose as LocalText | undefined} locale={locale} />
          </Row>
          {draft.joinMode && <Row label={t('form.join_mode')}>{groups(`joinModes.${draft.joinMode}`)}</Row>}
          {draft.foundedOn && <Row label={t('form.founded')}>{formatFullDate(draft.foundedOn, locale)}</Row>}
          {draft.roleMailbox && <Row label={t('form.mailbox')}>{draft.roleMailbox}</Row>}
          <Row label={t('applicant')}>
            {registration.applicant}
            {draft.applicantRole && <span className="muted"> · {t(`form.applicant_roles.${draft.applicantRole}`)}</span>}
          </Row>
          {(draft.officers ?? []).length > 0 && (
            <Row label={t('form.officers')}>
              <ul>
                {(draft.officers ?? []).map(({ email, role }) => (
                  <li key={`${email} ${role}`}>
                    {email} · {t(`form.roles.${role}`)}
                  </li>
                ))}
              </ul>
            </Row>
          )}
        </dl>
      )}
      {(draft.chapters ?? []).length > 0 && (
        <section>
          <h2 className="mb-3">{t('form.chapters')}</h2>
          <ul className="card divide-y divide-line">
            {(draft.chapters ?? []).map((chapter) => (
              <li key={JSON.stringify(chapter.names)} className="px-4 py-3">
                <h3 className="text-base">
                  <Text value={chapter.names as LocalText} locale={locale} />
                </h3>
                <p className="small muted">
                  {district(chapter.districtCode)} · {groups(`joinModes.${chapter.joinMode ?? 'review'}`)}
                  {chapter.secretaryEmail && ` · ${chapter.secretaryEmail}`}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {venues.length > 0 && (
        <section>
          <h2 className="mb-3">{isGroup ? t('form.venues') : t('form.step.venue')}</h2>
          <ul className="card divide-y divide-line">
            {venues.map((venue) => (
              <li key={JSON.stringify(venue.names)} className="flex flex-col gap-1 px-4 py-3">
                <h3 className="text-base">
                  <Text value={venue.names as LocalText} locale={locale} />
                </h3>
                <p>
                  <Text value={venue.addresses as LocalText} locale={locale} />
                </p>
                <p className="small muted">
                  {district(venue.districtCode)}
                  {venue.categoryCode && (
                    <>
                      {' · '}
                      <Text value={categoryNames(venue.categoryCode)} locale={locale} />
                    </>
                  )}
                  {(venue.spaces ?? []).length > 0 && ` · ${t('spaces', { n: (venue.spaces ?? []).length })}`}
                </p>
                <p className="flex flex-wrap gap-2">
                  {(venue.facilities ?? []).map((facility) => (
                    <Facility key={facility} facility={facility} />
                  ))}
                </p>
                {showsPhotos && <Photos photos={venue.photos ?? []} locale={locale} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type Venues = NonNullable<GroupApplicationInput['venues']>
type PhotosProps = { photos: NonNullable<Venues[number]['photos']>; locale: Locale }

function Photos({ photos, locale }: PhotosProps) {
  const t = useTranslations('registrations')
  if (photos.length === 0) return null
  return (
    <ul className={`${styles.shown} mt-2`} aria-label={t('photos')}>
      {photos.map(({ fileId, alts }, i) => (
        <li key={fileId}>
          <a href={`/api/files/${fileId}?w=1280`}>
            {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
            <img src={`/api/files/${fileId}?w=480`} alt={textIn(alts as LocalText, locale) || t('photo_n', { n: i + 1 })} loading="lazy" />
          </a>
          <p className="small muted mt-1">
            <Text value={alts as LocalText | undefined} locale={locale} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function Facility({ facility }: { facility: string }) {
  const t = useTranslations('venues.facilities')
  return <Chip>{t(facility)}</Chip>
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="muted">{label}</dt>
      <dd className="min-w-0 break-words max-sm:mb-3">{children}</dd>
    </>
  )
}
