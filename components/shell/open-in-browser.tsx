import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import { isInWeChat } from './wechat'

/** In WeChat's browser, which keeps no downloads: how to open the page in one that does. Elsewhere nothing. */
export async function OpenInBrowser({ className }: { className?: string }) {
  if (!(await isInWeChat())) return null
  const t = await getTranslations('common.shell')
  return (
    <div className={className}>
      <Notice>{t('open_in_browser')}</Notice>
    </div>
  )
}
