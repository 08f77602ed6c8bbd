import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { THEME_COOKIE, TYPE_COOKIE, themeOf, themes, typeSizeOf, typeSizes } from './appearance'
import { AppearanceControls } from './appearance-controls'

/** Theme and size of type as this browser has them, to be changed on the spot. */
export async function AppearanceSettings() {
  const t = await getTranslations('common.shell')
  const jar = await cookies()
  return (
    <AppearanceControls
      theme={themeOf(jar.get(THEME_COOKIE)?.value)}
      typeSize={typeSizeOf(jar.get(TYPE_COOKIE)?.value)}
      themeLegend={t('theme')}
      typeLegend={t('type')}
      themes={themes.map((value) => ({ value, label: t(`theme_${value}`) }))}
      typeSizes={typeSizes.map((value) => ({ value, label: t(`type_${value}`) }))}
    />
  )
}
