import { z } from 'zod'

/** Eight letters and figures, however they were typed: small letters, spaces and dashes do not matter. */
export const claimSchema = z.object({
  code: z
    .string()
    .max(60, 'claim_code')
    .transform((text) =>
      text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .pipe(z.string().regex(/^[A-Z0-9]{8}$/, 'claim_code')),
})
export type Claim = z.output<typeof claimSchema>

/** What the claim page's URL may say: the code of a slip's QR. */
export const claimParams = z.object({ code: z.string().max(20).optional().catch(undefined) })

/** Erasing asks to type a word, so that no slip of a finger does it; which word is the page's business. */
export const eraseMyselfSchema = z.object({ sure: z.literal(true, 'sure') })
