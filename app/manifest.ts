import type { MetadataRoute } from 'next'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: '荟 Hui',
    short_name: '荟 Hui',
    description: '找到身边的组织、阵地和活动。Groups, venues and activities near you.',
    start_url: '/',
    display: 'standalone',
    background_color: '#fcfbf7',
    theme_color: '#fcfbf7',
    icons: [
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  }
}
