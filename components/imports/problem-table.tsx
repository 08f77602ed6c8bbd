import { useTranslations } from 'next-intl'
import { Table, Td, Th } from '@/components/ui/table'
import type { Locale } from '@/db/vocabulary'
import type { ShownProblem } from '@/lib/imports/queries/runs'
import { nounOf } from '@/lib/imports/rules/table'
import { headingOf } from '@/lib/imports/schema/templates'

/** Each row that does not go in: where it stands, and why. */
export function ProblemTable({ problems, locale }: { problems: ShownProblem[]; locale: Locale }) {
  const t = useTranslations('imports')
  return (
    <Table caption={t('page.problems', { n: problems.length })} captionHidden>
      <thead>
        <tr>
          <Th>{t('page.file')}</Th>
          <Th numeric>{t('page.line')}</Th>
          <Th>{t('page.column')}</Th>
          <Th>{t('page.reason')}</Th>
        </tr>
      </thead>
      <tbody>
        {problems.map(({ file, line, field, reason }) => {
          const noun = nounOf(file)
          return (
            <tr key={`${file} ${line} ${field} ${reason}`}>
              <Td>{file}</Td>
              <Td numeric>{line}</Td>
              <Td>{field ? (noun ? headingOf(noun, field, locale) : field) : t('page.wholeRow')}</Td>
              <Td>{t(`rowReasons.${reason}`)}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
