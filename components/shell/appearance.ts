export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const typeSizes = ['normal', 'large'] as const
export type TypeSize = (typeof typeSizes)[number]

export const THEME_COOKIE = 'hui.theme'
export const TYPE_COOKIE = 'hui.type'

/** What a cookie says, or the default for anything else. */
export const themeOf = (value: string | undefined): Theme => themes.find((t) => t === value) ?? 'auto'
export const typeSizeOf = (value: string | undefined): TypeSize => typeSizes.find((t) => t === value) ?? 'normal'
