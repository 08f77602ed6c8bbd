import writeXlsxFile, { type Row } from 'write-excel-file/node'

export type SheetOf = { name: string; rows: (string | number | null)[][]; widths?: number[] }

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A workbook (.xlsx) with its sheets in order, the first row of each set bold and kept in sight. Texts are written as
 * texts, so that none is run as a formula; numbers as numbers.
 */
export async function xlsxResponse(filename: string, sheets: SheetOf[]): Promise<Response> {
  const cell = (value: string | number | null, head: boolean) =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, type: Number }
        : { value, type: String, ...(head ? { fontWeight: 'bold' as const } : {}) }
  const file = writeXlsxFile(
    sheets.map(({ name, rows, widths }) => ({
      data: rows.map((row, i) => row.map((value) => cell(value, i === 0)) as Row),
      sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
      stickyRowsCount: 1,
      columns: widths?.map((width) => ({ width })),
    })),
  )
  const bytes = await file.toBuffer()
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': TYPE,
      'content-disposition': `attachment; filename="${filename.replace(/[^A-Za-z0-9._-]/g, '-')}"`,
      'cache-control': 'no-store',
    },
  })
}
