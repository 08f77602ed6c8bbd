import type { Locale } from '@/db/vocabulary'
import { type CsvNoun, columns } from './csv'

/** Two example lines of each spreadsheet, by column; both languages read the same columns. */
const examples: Record<Locale, Record<CsvNoun, Record<string, string>[]>> = {
  'zh-CN': {
    groups: [
      { id: 'g1', name: '示例联谊会', type: '联谊会', join_mode: '审核', short_name: '示例' },
      { id: 'g2', name: '示例读书分会', type: '分会', parent: '示例联谊会', join_mode: '开放', founded: '2019年5月1日' },
    ],
    venues: [
      { id: 'v1', name: '示例书房', address: '示例路 1 号', capacity: '60', spaces: '正厅:60; 茶室:12' },
      { id: 'v2', name: '示例学堂', address: '示例路 2 号', facilities: '无障碍; 电梯' },
    ],
    members: [
      { id: '001', name: '张三', email: 'zhangsan@example.org', phone: '138 0013 8000', group: '示例读书分会', joined: '2024-03-01' },
      { id: '002', name: '李四', group: '示例读书分会；示例联谊会', joined: '2024年3月1日' },
    ],
    activities: [
      { id: 'a1', title: '示例夜读', group: '示例读书分会', date: '2025-03-01', time: '19:00-21:00', kind: '学习交流' },
      {
        id: 'a2',
        title: '示例下午茶',
        group: '示例读书分会',
        date: '2025年3月8日',
        time: '下午3点',
        end_time: '下午5点',
        kind: '联谊交友',
      },
    ],
    attendance: [
      { activity: 'a1', person: '001', name: '张三' },
      { activity: '示例下午茶', date: '2025-03-08', name: '李四', group: '示例读书分会' },
    ],
  },
  en: {
    groups: [
      { id: 'g1', name: 'Example Association', type: 'association', join_mode: 'review', short_name: 'EA' },
      { id: 'g2', name: 'Example Readers', type: 'chapter', parent: 'Example Association', join_mode: 'open', founded: '2019-05-01' },
    ],
    venues: [
      { id: 'v1', name: 'Example Reading House', address: '1 Example Road', capacity: '60', spaces: 'Main hall:60; Tea room:12' },
      { id: 'v2', name: 'Example Study Hall', address: '2 Example Road', facilities: 'step-free; lift' },
    ],
    members: [
      {
        id: '001',
        name: 'Jo Example',
        email: 'jo@example.org',
        phone: '+86 138 0013 8000',
        group: 'Example Readers',
        joined: '2024-03-01',
      },
      { id: '002', name: 'Sam Example', group: 'Example Readers; Example Association', joined: '1 March 2024' },
    ],
    activities: [
      { id: 'a1', title: 'Example reading', group: 'Example Readers', date: '2025-03-01', time: '19:00-21:00', kind: 'Learning' },
      { id: 'a2', title: 'Example tea', group: 'Example Readers', date: '8 March 2025', time: '3pm', end_time: '5pm', kind: 'SOCIAL' },
    ],
    attendance: [
      { activity: 'a1', person: '001', name: 'Jo Example' },
      { activity: 'Example tea', date: '2025-03-08', name: 'Sam Example', group: 'Example Readers' },
    ],
  },
}

/** How a column is headed in a language. */
export const headingOf = (noun: CsvNoun, key: string, locale: Locale): string => {
  const column = columns[noun].find((c) => c.key === key)
  const han = locale === 'zh-CN' ? column?.names.split(',').find((name) => /\p{Script=Han}/u.test(name)) : undefined
  return han ?? key
}

/** The rows of a template: headings, then two examples. */
export function templateRows(noun: CsvNoun, locale: Locale): string[][] {
  const keys = columns[noun].map((column) => column.key)
  return [keys.map((key) => headingOf(noun, key, locale)), ...examples[locale][noun].map((row) => keys.map((key) => row[key] ?? ''))]
}
