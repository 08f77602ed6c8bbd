import { getTranslations } from 'next-intl/server'
import { Empty } from '@/components/ui/empty'

/** Before there is a network: nothing to browse, and where the way in is printed. */
export async function NotSetUp() {
  const t = await getTranslations('common.not_set_up')
  return (
    <div className="wrap page">
      <h1 className="mb-6">{t('title')}</h1>
      <Empty title={t('what')}>
        <p>{t('how')}</p>
      </Empty>
    </div>
  )
}
