import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ErrorCode } from '@/lib/errors'
import { formatTime } from '@/lib/time/format'

/** Whether the door is open, in words, and the way to the wall. */
export function DoorState({
  activityId,
  door,
  refused,
  isCorrection,
  zone,
  now,
}: {
  activityId: string
  door: { opensAt: Date; closesAt: Date }
  refused: ErrorCode | null
  isCorrection: boolean
  zone: string
  now: Date
}) {
  const t = useTranslations('attendance.door')
  const opens = formatTime(door.opensAt, zone)
  const closes = formatTime(door.closesAt, zone)
  const text = () => {
    if (refused === 'activity_cancelled') return t('cancelled')
    if (refused === 'activity_not_open') return t('not_open')
    if (refused === 'correction_too_late') return t('too_late')
    if (isCorrection) return t('after', { time: closes })
    if (now < door.opensAt) return t('before', { time: opens })
    return t('open_from', { time: opens, until: closes })
  }
  return (
    <div className="mb-4 flex max-w-[44rem] flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-[1_1_18rem]">
        <Notice tone={refused || isCorrection ? 'warn' : 'info'}>{text()}</Notice>
      </div>
      {!refused && !isCorrection && <ButtonLink href={`/organize/activities/${activityId}/wall`}>{t('wall')}</ButtonLink>}
    </div>
  )
}
