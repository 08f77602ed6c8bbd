import { headers } from 'next/headers'

/** Whether the page is read in WeChat's own browser, which keeps no downloads and opens mailed links elsewhere. */
export async function isInWeChat(): Promise<boolean> {
  return /MicroMessenger/i.test((await headers()).get('user-agent') ?? '')
}
