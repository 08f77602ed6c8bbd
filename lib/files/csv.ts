import { stringify } from 'csv-stringify/sync'

/**
 * The text of a CSV file (RFC 4180, UTF-8 with a byte-order mark, so that spreadsheets read Chinese) from rows of values.
 * Texts that a spreadsheet would run as a formula are escaped.
 */
export const csvText = (rows: (string | number | null)[][]): string =>
  stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' })

export function csvResponse(filename: string, rows: (string | number | null)[][]): Response {
  return new Response(csvText(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${filename.replace(/[^A-Za-z0-9._-]/g, '-')}"`,
      'cache-control': 'no-store',
    },
  })
}
