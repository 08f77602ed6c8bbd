import type { z } from 'zod'
import type { FieldErrors } from './errors'

/**
 * The first issue of each field path. A schema's own `message` is a key of `errors.fields` (`required`, `too_long` …);
 * zod's own become one by their code.
 */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {}
  for (const issue of error.issues) fields[issue.path.join('.') || '_'] ??= keyOf(issue)
  return fields
}

function keyOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z_]+$/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? 'required' : 'too_small'
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big'
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'invalid'
    default:
      return 'invalid'
  }
}
