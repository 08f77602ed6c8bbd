'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { get, useFormContext, useWatch } from 'react-hook-form'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { addDistrictsAction, removeDistrictAction, saveDistrictsAction } from '@/lib/network/actions'
import { addDistrictsSchema, type DistrictRow, districtsSchema } from '@/lib/network/schema'
import { DistrictFields } from './district-fields'

/** The districts there are: rename, how long they hold, who follows; and more of them. */
export function DistrictSettings({ rows }: { rows: DistrictRow[] }) {
  const t = useTranslations('network.districts')
  return (
    <>
      {rows.length === 0 ? (
        <Empty title={t('none')}>{t('noneHint')}</Empty>
      ) : (
        <Form
          key={rows.map(({ code }) => code).join()}
          schema={districtsSchema}
          action={saveDistrictsAction}
          defaultValues={{ districtRows: rows }}
          successMessage={t('saved')}
          label={t('title')}
          className="flex flex-col gap-3"
        >
          <p className="muted">{t('editHint')}</p>
          <ol className="flex flex-col gap-2">
            {rows.map((row, i) => (
              <DistrictItem key={row.code} at={i} rows={rows} />
            ))}
          </ol>
          <SubmitButton className="mt-2 self-start">{t('save')}</SubmitButton>
        </Form>
      )}
      <AddDistricts />
    </>
  )
}

function DistrictItem({ at, rows }: { at: number; rows: DistrictRow[] }) {
  const t = useTranslations('network.districts')
  const locale = useAddressLocale()
  const path = `districtRows.${at}`
  const row = useWatch({ name: path }) as DistrictRow
  const { formState } = useFormContext()
  const nameOf = ({ zh, en }: DistrictRow) => (locale === 'en' ? en : zh)
  return (
    <li className="card px-4 py-1">
      <details open={Boolean(get(formState.errors, path)) || undefined}>
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 py-1">
          <span className="font-semibold">{nameOf(row)}</span>
          <span className="small muted tabular-nums">{row.code}</span>
          {row.validTo && <span className="chip">{t('until', { date: row.validTo })}</span>}
        </summary>
        <div className="flex flex-col gap-4 pt-2 pb-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name={`${path}.zh`} label={t('zh')} lang="zh-CN" autoComplete="off" />
            <TextField name={`${path}.en`} label={t('en')} lang="en" autoComplete="off" />
            <TextField name={`${path}.validFrom`} type="date" label={t('validFrom')} optional />
            <TextField name={`${path}.validTo`} type="date" label={t('validTo')} hint={t('validToHint')} optional />
            <SelectField
              name={`${path}.successorCode`}
              label={t('successor')}
              hint={t('successorHint')}
              placeholder={t('noSuccessor')}
              optional
              options={rows.filter(({ code }) => code !== row.code).map((other) => ({ value: other.code, label: nameOf(other) }))}
            />
            <div className="grid grid-cols-2 gap-3">
              <TextField name={`${path}.lng`} label={t('lng')} inputMode="decimal" optional />
              <TextField name={`${path}.lat`} label={t('lat')} inputMode="decimal" optional />
            </div>
          </div>
          <ActionButton
            action={removeDistrictAction}
            input={{ code: row.code }}
            label={t('removeUnused')}
            confirm={t('removeSure', { name: nameOf(row) })}
            size="s"
            variant="plain"
            className="self-start"
          />
        </div>
      </details>
    </li>
  )
}

function AddDistricts() {
  const t = useTranslations('network.districts')
  const [added, setAdded] = useState<{ round: number; count: number }>({ round: 0, count: -1 })
  return (
    <Card as="section" className="flex flex-col gap-4 p-5">
      <h2>{t('addTitle')}</h2>
      <Form
        key={added.round}
        schema={addDistrictsSchema}
        action={addDistrictsAction}
        defaultValues={{ districts: 'own', districtRows: [{ code: '', zh: '', en: '' }] } as never}
        onDone={({ count }) => setAdded({ round: added.round + 1, count })}
        label={t('addTitle')}
      >
        <DistrictFields ways={['own', 'preset', 'csv']} />
        <SubmitButton className="self-start">{t('addNow')}</SubmitButton>
      </Form>
      {added.count >= 0 && <Notice tone="ok">{t('added', { n: added.count })}</Notice>}
    </Card>
  )
}
