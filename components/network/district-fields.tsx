'use client'

import { useTranslations } from 'next-intl'
import { get, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { useAddressLocale } from '@/components/form/client-texts'
import { RadioCardsField, SelectField, TextAreaField, TextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { textIn } from '@/lib/i18n/text'
import { districtWays } from '@/lib/network/schema'
import { readDistrictLines } from '@/lib/network/schema/lines'
import { districtPresets } from '@/lib/network/schema/presets'

/** How the network is divided: a city's districts by GB/T 2260, pasted lines, typed rows, or not at all. */
export function DistrictFields({ ways = districtWays }: { ways?: readonly (typeof districtWays)[number][] }) {
  const t = useTranslations('network.districts')
  const way = useWatch({ name: 'districts' })
  return (
    <>
      <RadioCardsField
        name="districts"
        label={t('ways')}
        options={ways.map((value) => ({ value, label: t(`way.${value}`), hint: t(`wayHint.${value}`) }))}
      />
      {way === 'preset' && <PresetField />}
      {way === 'csv' && <LinesField />}
      {way === 'own' && <OwnRows />}
    </>
  )
}

function PresetField() {
  const t = useTranslations('network.districts')
  const locale = useAddressLocale()
  const preset = useWatch({ name: 'preset' })
  const chosen = districtPresets.find(({ key }) => key === preset)
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        name="preset"
        label={t('city')}
        hint={t('cityHint')}
        placeholder={t('choose')}
        className="max-w-72"
        options={districtPresets.map(({ key, names }) => ({ value: key, label: textIn(names, locale) }))}
      />
      {chosen && (
        <ul className="flex flex-wrap gap-1.5" aria-label={t('preview', { n: chosen.districts.length })}>
          {chosen.districts.map(({ code, names }) => (
            <li key={code} className="chip">
              <span className="small muted tabular-nums">{code}</span> {textIn(names, locale)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Reads a file as UTF-8, or as GB18030 where it is none: spreadsheets save both. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function LinesField() {
  const t = useTranslations('network.districts')
  const { setValue } = useFormContext()
  const { rows, problems } = readDistrictLines(String(useWatch({ name: 'districtsCsv' }) ?? ''))
  return (
    <div className="flex flex-col gap-3">
      <TextAreaField name="districtsCsv" label={t('lines')} hint={t('linesHint')} rows={7} spellCheck={false} className="font-mono" />
      <label className="small">
        {t('file')}{' '}
        <input
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="min-h-8"
          onChange={async (e) => {
            const file = e.currentTarget.files?.[0]
            if (file) setValue('districtsCsv', await textOf(file), { shouldDirty: true })
          }}
        />
      </label>
      <div aria-live="polite" className="flex flex-col gap-2">
        {rows.length + problems.length > 0 && <p className="font-semibold">{t('read', { n: rows.length, bad: problems.length })}</p>}
        {problems.length > 0 && (
          <ul className="flex flex-col gap-1">
            {problems.slice(0, 20).map((problem) => (
              <li key={problem.line} className="field-error">
                {t('badLine', { line: problem.line, why: t(`why.${problem.why}`) })} <code className="break-all">{problem.text}</code>
              </li>
            ))}
          </ul>
        )}
        <ul className="flex flex-wrap gap-1.5">
          {rows.slice(0, 40).map((row) => (
            <li key={row.code} className="chip">
              <span className="small muted">{row.code}</span> {row.zh}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function OwnRows() {
  const t = useTranslations('network.districts')
  const { fields, append, remove } = useFieldArray({ name: 'districtRows' })
  const { formState } = useFormContext()
  const error = get(formState.errors, 'districtRows') as { message?: string; root?: { message?: string } } | undefined
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 font-semibold">{t('rows')}</legend>
      <p className="field-hint">{t('rowsHint')}</p>
      {(error?.message ?? error?.root?.message) && <p className="field-error">{error?.message ?? error?.root?.message}</p>}
      {fields.map((field, i) => (
        <div key={field.id} className="flex flex-wrap items-end gap-3">
          <TextField name={`districtRows.${i}.code`} label={t('code')} autoComplete="off" className="w-28" />
          <TextField name={`districtRows.${i}.zh`} label={t('zh')} lang="zh-CN" autoComplete="off" className="min-w-32 flex-1" />
          <TextField name={`districtRows.${i}.en`} label={t('en')} lang="en" autoComplete="off" className="min-w-32 flex-1" />
          <Button size="s" variant="plain" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => append({ code: '', zh: '', en: '' })}>
        {t('add')}
      </Button>
    </fieldset>
  )
}
